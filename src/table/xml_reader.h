#pragma once

#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <string_view>

namespace attune {

/// The attributes of an element, by local name.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  /// Nothing (a null view) where it has none of this name.
  std::string_view operator[](std::string_view name) const;

 private:
  const char** pairs_;
};

/// Reads a piece of XML after the other and tells what is in it. Names come without their namespace.
class XmlReader {
 public:
  /// `place` is how messages name the document.
  explicit XmlReader(std::string place);
  virtual ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// Takes the next bytes. Throws Error (data) for what is not well-formed, for a document type, which could hide
  /// entities that grow without end, and for elements nested too deep or too large.
  void feed(std::string_view bytes);
  /// Throws Error (data) where something is missing at the end.
  void finish();

 protected:
  virtual void start(std::string_view element, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view element) = 0;
  virtual void text(std::string_view) {}

  [[noreturn]] void refuse(const std::string& problem) const;

 private:
  struct Library;

  template <class Step>
  void guard(Step step) noexcept;
  void parse(std::string_view bytes, bool last);

  std::string place_;
  std::unique_ptr<Library> library_;
  std::exception_ptr failure_;
  std::size_t depth_ = 0;
  std::size_t silent_ = 0;  // bytes since something was told
};

}  // namespace attune
