#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

#include "base/error.h"
#include "table/unpacker.h"

namespace attune {
namespace {

// Windows of 32 KiB, as all gzip files have, and only gzip's own frame.
constexpr int kGzipWindow = 15 + 16;

class GzipUnpacker : public Unpacker {
 public:
  explicit GzipUnpacker(const std::string& file) : file_(file) {
    if (inflateInit2(&stream_, kGzipWindow) != Z_OK) throw std::bad_alloc();
  }
  GzipUnpacker(const GzipUnpacker&) = delete;
  GzipUnpacker& operator=(const GzipUnpacker&) = delete;
  ~GzipUnpacker() override { inflateEnd(&stream_); }

  void unpack(std::string_view& packed, std::string& bytes, std::size_t most) override {
    if (between_members_) inflateReset(&stream_);
    between_members_ = false;
    const std::size_t before = bytes.size();
    bytes.resize(before + most);
    constexpr std::size_t kMost = std::numeric_limits<uInt>::max();
    stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));  // zlib only reads there
    stream_.avail_in = static_cast<uInt>(std::min(packed.size(), kMost));
    stream_.next_out = reinterpret_cast<Bytef*>(bytes.data() + before);
    stream_.avail_out = static_cast<uInt>(std::min(most, kMost));
    const int outcome = inflate(&stream_, Z_NO_FLUSH);
    packed.remove_prefix(static_cast<std::size_t>(reinterpret_cast<const char*>(stream_.next_in) - packed.data()));
    bytes.resize(static_cast<std::size_t>(reinterpret_cast<const char*>(stream_.next_out) - bytes.data()));
    if (outcome == Z_MEM_ERROR) throw std::bad_alloc();
    if (outcome == Z_STREAM_END) between_members_ = true;
    else if (outcome != Z_OK && outcome != Z_BUF_ERROR) refuse();
  }

  bool may_end() const override { return between_members_; }

 private:
  [[noreturn]] void refuse() const {
    const std::string why = stream_.msg == nullptr ? "" : std::string(": ") + stream_.msg;
    throw Error(ExitCode::data, {.file = file_}, "its gzip data are damaged" + why,
                "gzip --test says whether the file is whole; copy it anew.");
  }

  std::string file_;
  z_stream stream_{};
  bool between_members_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> make_gzip_unpacker(const std::string& file) { return std::make_unique<GzipUnpacker>(file); }

}  // namespace attune
