// html: a record made into one page that explains itself in any browser, and the page that leads to many.
//
// Always: a page is one file that loads nothing and sends nothing (its policy forbids it); the record stands in it as data in which no markup can begin;
// a file is whole under its name or not there (tests/command_line.py, web/tests).
// Never: markup made from a report's words; a look at the report's rooms (a record and its article's text are enough).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <unordered_map>

#include "base/base.h"
#include "pack/pack.h"
#include "page/page.h"

namespace dateline {

/// The page of one record (docs/formats/record.md). `article` is the one that it was made from; of `pack`, the words of its codes are taken.
/// An error where the record is of another version than the page draws.
Result<std::string> to_page(const nlohmann::ordered_json& record, const Article& article, const Pack& pack);

/// A row of the page of many reports.
struct PageRow {
  std::string id;     // of the source
  std::string href;   // the file of its page, beside the index; empty where it could not be read
  std::string fault;  // why it could not be read
  std::string headline, published, place;
  size_t events = 0, statements = 0, actors = 0, warnings = 0;
};
PageRow row_of(const nlohmann::ordered_json& record, std::string href);
std::string to_index(const std::vector<PageRow>& rows);

/// Names for the pages of a folder, each given once: "report.html", "report-2.html".
class PageNames {
 public:
  std::string name_for(std::string_view id);

 private:
  std::unordered_map<std::string, size_t> next_{{"index", 2}};  // by name in lower case: the number that the next of that name gets
};

/// Writes a file beside its final name and moves it there when it is whole. A device or a pipe is written as it stands.
Result<void> write_whole(const std::string& path, std::string_view bytes);

}  // namespace dateline
