#pragma once

#include <zip.h>

#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace attune::testing {

using ZipParts = std::vector<std::pair<std::string, std::string>>;

/// Writes a ZIP archive into `folder` and returns its path.
inline std::string zip_file(const TemporaryFolder& folder, const ZipParts& parts, const std::string& name = "a.xlsx") {
  const std::string path = (folder.path() / name).string();
  const zipFile archive = zipOpen64(path.c_str(), APPEND_STATUS_CREATE);
  for (const auto& [part, content] : parts) {
    zip_fileinfo about{};
    zipOpenNewFileInZip64(archive, part.c_str(), &about, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED, 6, 1);
    zipWriteInFileInZip(archive, content.data(), static_cast<unsigned>(content.size()));
    zipCloseFileInZip(archive);
  }
  zipClose(archive, nullptr);
  return path;
}

/// What a workbook made by hand holds; each text is the inside of its part.
struct Workbook {
  std::vector<std::pair<std::string, std::string>> sheets{};  ///< name, and what <sheetData> holds
  std::string texts{};                                        ///< of <sst>
  std::string styles{};                                       ///< of <styleSheet>
  std::string book{};                                         ///< before <sheets>

  ZipParts parts() const {
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const std::string main = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const auto relation = [&](const std::string& id, const std::string& type, const std::string& target) {
      return "<Relationship Id=\"" + id + "\" Type=\"" + office + "/" + type + "\" Target=\"" + target + "\"/>";
    };
    std::string relations;
    std::string list;
    ZipParts all;
    for (std::size_t s = 0; s < sheets.size(); ++s) {
      const std::string number = std::to_string(s + 1);
      relations += relation("r" + number, "worksheet", "worksheets/sheet" + number + ".xml");
      list += "<sheet name=\"" + sheets[s].first + "\" sheetId=\"" + number + "\" r:id=\"r" + number + "\"/>";
      all.emplace_back("xl/worksheets/sheet" + number + ".xml",
                       xml + "<worksheet" + main + "><sheetData>" + sheets[s].second + "</sheetData></worksheet>");
    }
    if (!texts.empty()) {
      relations += relation("rt", "sharedStrings", "/xl/sharedStrings.xml");
      all.emplace_back("xl/sharedStrings.xml", xml + "<sst" + main + ">" + texts + "</sst>");
    }
    if (!styles.empty()) {
      relations += relation("rs", "styles", "styles.xml");
      all.emplace_back("xl/styles.xml", xml + "<styleSheet" + main + ">" + styles + "</styleSheet>");
    }
    all.emplace_back("xl/workbook.xml", xml + "<workbook" + main + " xmlns:r=\"" + office + "\">" + book + "<sheets>" +
                                            list + "</sheets></workbook>");
    const std::string container =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    all.emplace_back("xl/_rels/workbook.xml.rels", xml + container + relations + "</Relationships>");
    all.emplace_back("_rels/.rels",
                     xml + container + relation("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>");
    return all;
  }
};

}  // namespace attune::testing
