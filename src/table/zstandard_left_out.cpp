// In place of zstandard.cpp, where libzstd is not there or not wanted.
#include "table/left_out.h"
#include "table/unpacker.h"

namespace attune {

std::unique_ptr<Unpacker> make_zstd_unpacker(const std::string&) {
  refuse_left_out("files compressed with zstd are not read", "libzstd-dev");
}

}  // namespace attune
