#include "table/xml_reader.h"

#include <expat.h>
#include <fmt/format.h>

#include <new>
#include <utility>

#include "base/error.h"

namespace attune {
namespace {

constexpr char kAfterNamespace = '|';
constexpr std::size_t kDeepestElement = 64;
// A tag of this length is held in memory before it is told.
constexpr std::size_t kLongestTag = std::size_t{4} << 20;

std::string_view local(std::string_view name) { return name.substr(name.rfind(kAfterNamespace) + 1); }

}  // namespace

struct XmlReader::Library {
  XML_Parser parser = XML_ParserCreateNS(nullptr, kAfterNamespace);
  Library() {
    if (parser == nullptr) throw std::bad_alloc();
  }
  ~Library() { XML_ParserFree(parser); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
};

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (local(*pair) == name) return pair[1];
  }
  return {};
}

// No exception may pass through the library, which calls back.
template <class Step>
void XmlReader::guard(Step step) noexcept {
  silent_ = 0;
  if (failure_) return;
  try {
    step();
  } catch (...) {
    failure_ = std::current_exception();
    XML_StopParser(library_->parser, XML_FALSE);
  }
}

XmlReader::XmlReader(std::string place) : place_(std::move(place)), library_(std::make_unique<Library>()) {
  XML_SetUserData(library_->parser, this);
  XML_SetElementHandler(
      library_->parser,
      [](void* data, const char* name, const char** attributes) {
        auto& self = *static_cast<XmlReader*>(data);
        self.guard([&] {
          if (++self.depth_ > kDeepestElement)
            self.refuse(fmt::format("elements are nested more than {} deep", kDeepestElement));
          self.start(local(name), XmlAttributes(attributes));
        });
      },
      [](void* data, const char* name) {
        auto& self = *static_cast<XmlReader*>(data);
        self.guard([&] {
          --self.depth_;
          self.end(local(name));
        });
      });
  XML_SetCharacterDataHandler(library_->parser, [](void* data, const char* text, int size) {
    auto& self = *static_cast<XmlReader*>(data);
    self.guard([&] { self.text({text, static_cast<std::size_t>(size)}); });
  });
  XML_SetStartDoctypeDeclHandler(library_->parser, [](void* data, const char*, const char*, const char*, int) {
    auto& self = *static_cast<XmlReader*>(data);
    self.guard([&] { self.refuse("it has a document type, which no workbook has"); });
  });
}

XmlReader::~XmlReader() = default;

void XmlReader::feed(std::string_view bytes) { parse(bytes, false); }

void XmlReader::finish() { parse({}, true); }

void XmlReader::parse(std::string_view bytes, bool last) {
  silent_ += bytes.size();
  const auto outcome =
      XML_Parse(library_->parser, bytes.data(), static_cast<int>(bytes.size()), last ? XML_TRUE : XML_FALSE);
  if (failure_) std::rethrow_exception(failure_);
  if (outcome != XML_STATUS_OK) {
    refuse(fmt::format("its XML is broken: {} in line {}", XML_ErrorString(XML_GetErrorCode(library_->parser)),
                       XML_GetCurrentLineNumber(library_->parser)));
  }
  if (silent_ > kLongestTag) refuse(fmt::format("a tag is longer than {} MiB", kLongestTag >> 20));
}

void XmlReader::refuse(const std::string& problem) const {
  throw Error(ExitCode::data, {.file = place_}, problem, "Open it in a spreadsheet program and save it anew.");
}

}  // namespace attune
