#include "table/unpacked_input.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

constexpr std::size_t kPackedPiece = std::size_t{64} << 10;
constexpr std::size_t kUnpackedPiece = std::size_t{256} << 10;

struct Packing {
  std::string_view name;
  std::string_view extension;
  std::string_view magic;
  std::unique_ptr<Unpacker> (*make)(const std::string& file);
};
constexpr std::array<Packing, 2> kPackings{
    {{"gzip", ".gz", "\x1F\x8B", make_gzip_unpacker}, {"zstd", ".zst", "\x28\xB5\x2F\xFD", make_zstd_unpacker}}};

const Packing* packing_of_name(std::string_view name) {
  const std::string folded = fold(name);
  const auto* found = std::find_if(kPackings.begin(), kPackings.end(),
                                   [&](const Packing& packing) { return folded.ends_with(packing.extension); });
  return found == kPackings.end() ? nullptr : found;
}

std::int64_t place_in_file(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) ? lseek(descriptor, 0, SEEK_CUR) : -1;
}

}  // namespace

UnpackedInput::UnpackedInput(InputStream in) : in_(std::move(in)), start_(place_in_file(in_.descriptor())) {
  read_packed(4);
  for (const Packing& packing : kPackings) {
    if (packed_.starts_with(packing.magic)) unpacker_ = packing.make(name());
  }
  const Packing* promised = packing_of_name(name());
  if (promised != nullptr && !unpacker_) {
    throw Error(
        ExitCode::data, {.file = name()},
        fmt::format("the name ends in {}, but the file is not compressed with {}", promised->extension, promised->name),
        "If it is text as it stands, take the extension away.");
  }
  if (!unpacker_) ahead_ = std::exchange(packed_, {});
}

// Reads until packed_ holds so many bytes, or the input ends.
void UnpackedInput::read_packed(std::size_t least) {
  while (packed_.size() < least) {
    const std::size_t got = in_.read(packed_, kPackedPiece);
    packed_bytes_ += got;
    if (got == 0) return;
  }
}

std::string_view UnpackedInput::peek(std::size_t least) {
  while (ahead_.size() < least && read_through(ahead_, least - ahead_.size()) > 0) continue;
  return ahead_;
}

std::size_t UnpackedInput::read(std::string& bytes, std::size_t most) {
  if (ahead_.empty()) return read_through(bytes, most);
  const std::size_t taken = std::min(most, ahead_.size());
  bytes.append(ahead_, 0, taken);
  ahead_.erase(0, taken);
  return taken;
}

std::size_t UnpackedInput::read_through(std::string& bytes, std::size_t most) {
  if (!unpacker_) return in_.read(bytes, most);
  const std::size_t before = bytes.size();
  while (bytes.size() == before) {
    if (unpacked_ == packed_.size()) {
      packed_.clear();
      unpacked_ = 0;
      read_packed(1);
    }
    const bool ended = packed_.empty();
    if (ended && unpacker_->may_end()) return 0;
    std::string_view rest = std::string_view(packed_).substr(unpacked_);
    unpacker_->unpack(rest, bytes, std::min(most, kUnpackedPiece));
    unpacked_ = packed_.size() - rest.size();
    if (ended && bytes.size() == before) {
      throw Error(ExitCode::data, {.file = name()}, "the file ends before its compressed data do",
                  "It may have been cut short when it was copied.");
    }
  }
  return bytes.size() - before;
}

std::string_view name_when_unpacked(std::string_view name) {
  const Packing* packing = packing_of_name(name);
  return packing == nullptr ? name : name.substr(0, name.size() - packing->extension.size());
}

}  // namespace attune
