#include <zstd.h>

#include <new>

#include "base/error.h"
#include "table/unpacker.h"

namespace attune {
namespace {

class ZstandardUnpacker : public Unpacker {
 public:
  explicit ZstandardUnpacker(const std::string& file) : file_(file) {
    if (!stream_) throw std::bad_alloc();
  }

  void unpack(std::string_view& packed, std::string& bytes, std::size_t most) override {
    const std::size_t before = bytes.size();
    bytes.resize(before + most);
    ZSTD_inBuffer in{.src = packed.data(), .size = packed.size(), .pos = 0};
    ZSTD_outBuffer out{.dst = bytes.data() + before, .size = most, .pos = 0};
    const std::size_t outcome = ZSTD_decompressStream(stream_.get(), &out, &in);
    packed.remove_prefix(in.pos);
    bytes.resize(before + out.pos);
    if (ZSTD_isError(outcome) != 0) {
      throw Error(ExitCode::data, {.file = file_},
                  std::string("its zstd data cannot be read: ") + ZSTD_getErrorName(outcome),
                  "zstd --test says whether the file is whole; copy it anew.");
    }
    between_frames_ = outcome == 0;
  }

  bool may_end() const override { return between_frames_; }

 private:
  struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };

  std::string file_;
  std::unique_ptr<ZSTD_DStream, Free> stream_{ZSTD_createDStream()};
  bool between_frames_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> make_zstd_unpacker(const std::string& file) {
  return std::make_unique<ZstandardUnpacker>(file);
}

}  // namespace attune
