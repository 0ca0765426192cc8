#include "table/zip_archive.h"

#include <fmt/format.h>
#include <unzip.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "table/byte_window.h"

namespace attune {

// What the library reads from.
struct ZipSource {
  explicit ZipSource(const FileBytes& bytes) : size(bytes.size()), window(bytes) {}

  std::uint64_t size;
  ByteWindow window;
  std::uint64_t at = 0;
  std::exception_ptr failure = nullptr;
};

namespace {

constexpr int kAnyCase = 2;
constexpr uLong kEncrypted = 1;
constexpr int kStored = 0;
constexpr ZPOS64_T kMostParts = 10000;

ZipSource& source_of(voidpf opaque) { return *static_cast<ZipSource*>(opaque); }

zlib_filefunc64_def reading_from(ZipSource& source) {
  return {
      .zopen64_file = [](voidpf opaque, const void*, int) { return opaque; },
      .zread_file =
          [](voidpf opaque, voidpf, void* to, uLong most) {
            ZipSource& from = source_of(opaque);
            try {
              const std::size_t got = from.window.read(from.at, static_cast<char*>(to), most);
              from.at += got;
              return static_cast<uLong>(got);
            } catch (...) {
              from.failure = std::current_exception();
              return uLong{0};
            }
          },
      .zwrite_file = nullptr,
      .ztell64_file = [](voidpf opaque, voidpf) { return static_cast<ZPOS64_T>(source_of(opaque).at); },
      .zseek64_file =
          [](voidpf opaque, voidpf, ZPOS64_T offset, int from) {
            ZipSource& sought = source_of(opaque);
            const std::uint64_t start = from == ZLIB_FILEFUNC_SEEK_SET   ? 0
                                        : from == ZLIB_FILEFUNC_SEEK_END ? sought.size
                                                                         : sought.at;
            if (offset > sought.size || start + offset > sought.size) return -1L;
            sought.at = start + offset;
            return 0L;
          },
      .zclose_file = [](voidpf, voidpf) { return 0; },
      .zerror_file = [](voidpf opaque, voidpf) { return source_of(opaque).failure ? 1 : 0; },
      .opaque = &source,
  };
}

}  // namespace

struct ZipArchive::Library {
  explicit Library(const FileBytes& bytes) : source(bytes), functions(reading_from(source)) {}

  ZipSource source;
  zlib_filefunc64_def functions;
  unzFile archive = nullptr;
};

ZipArchive::ZipArchive(const FileBytes& bytes) : bytes_(bytes), library_(std::make_unique<Library>(bytes)) {
  library_->archive = unzOpen2_64(bytes.name().c_str(), &library_->functions);
  if (library_->archive == nullptr) refuse("this is no sound Excel workbook: it is no ZIP archive");
  unz_global_info64 about{};
  if (unzGetGlobalInfo64(library_->archive, &about) != UNZ_OK || about.number_entry > kMostParts) {
    unzClose(library_->archive);
    refuse(fmt::format("this is no sound Excel workbook: it has more than {} parts", grouped(kMostParts)));
  }
}

ZipArchive::~ZipArchive() {
  if (library_->archive != nullptr) unzClose(library_->archive);
}

bool ZipArchive::open(const std::string& part) {
  unzFile archive = library_->archive;
  unzCloseCurrentFile(archive);
  if (unzLocateFile(archive, part.c_str(), kAnyCase) != UNZ_OK) {
    if (library_->source.failure) std::rethrow_exception(library_->source.failure);
    return false;
  }
  unz_file_info64 about{};
  if (unzGetCurrentFileInfo64(archive, &about, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK)
    refuse("a part of it is damaged: " + part);
  if ((about.flag & kEncrypted) != 0) refuse("the workbook has a password");
  if (about.compression_method != kStored && about.compression_method != Z_DEFLATED)
    refuse(fmt::format("{} is packed in a way that is not read here", part));
  if (unzOpenCurrentFile(archive) != UNZ_OK) refuse("a part of it is damaged: " + part);
  part_ = part;
  packed_ = about.compressed_size;
  unpacked_ = 0;
  return true;
}

std::size_t ZipArchive::read(std::string& bytes, std::size_t most) {
  const std::size_t before = bytes.size();
  bytes.resize(before + most);
  const int got = unzReadCurrentFile(library_->archive, bytes.data() + before, static_cast<unsigned>(most));
  if (library_->source.failure) std::rethrow_exception(library_->source.failure);
  bytes.resize(before + static_cast<std::size_t>(std::max(got, 0)));
  if (got < 0 || (got == 0 && unzCloseCurrentFile(library_->archive) == UNZ_CRCERROR))
    refuse("a part of it is damaged: " + part_);
  unpacked_ += static_cast<std::uint64_t>(got);
  // What the archive says of its size is not trusted.
  refuse_bomb(bytes_.name(), std::min(packed_, bytes_.size()), unpacked_);
  return static_cast<std::size_t>(got);
}

void ZipArchive::refuse(const std::string& problem) const {
  throw Error(ExitCode::data, {.file = bytes_.name()}, problem,
              "Open it in a spreadsheet program and save it anew, without a password.");
}

}  // namespace attune
