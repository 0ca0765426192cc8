// In place of gzip.cpp, where zlib is not there or not wanted.
#include "table/left_out.h"
#include "table/unpacker.h"

namespace attune {

std::unique_ptr<Unpacker> make_gzip_unpacker(const std::string&) {
  refuse_left_out("files compressed with gzip are not read", "zlib1g-dev");
}

}  // namespace attune
