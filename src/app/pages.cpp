#include "app/pages.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

namespace dateline {
namespace {

namespace fs = std::filesystem;

bool may_be_many(const Inputs& in) {
  std::error_code failed;
  bool lines = in.format == "jsonl" || (in.format.empty() && (in.where.ends_with(".jsonl") || in.where.ends_with(".ndjson")));
  return lines || (in.where != "-" && fs::is_directory(in.where, failed));
}

}  // namespace

Result<Pages> Pages::open(const std::string& where, const Inputs& inputs) {
  Pages out;
  out.where_ = where;
  std::error_code failed;
  out.many_ = may_be_many(inputs) || where.ends_with('/') || fs::is_directory(where, failed);
  if (!out.many_) return out;
  if (fs::exists(where, failed) && !fs::is_directory(where, failed))
    return std::unexpected(Error{Error::Kind::usage, "no-folder", "many reports need a folder for their pages, and this is a file", where, "name a folder"});
  if (fs::create_directories(where, failed); failed)
    return std::unexpected(
        Error{Error::Kind::input, "cannot-write", "the folder could not be made: " + failed.message(), where, "check the path and its permissions"});
  return out;
}

Result<void> Pages::add(const nlohmann::ordered_json& record, const Report& report, const Pack& pack) {
  auto page = to_page(record, report.article, pack);
  if (!page) return std::unexpected(page.error());
  std::string name = many_ ? names_.name_for(report.source.id) : where_;
  auto written = write_whole(many_ ? (fs::path(where_) / name).string() : where_, *page);
  if (written) rows_.push_back(row_of(record, std::move(name)));
  return written;
}

void Pages::add_fault(const std::string& id, const Error& error) {
  PageRow row;
  row.id = id;
  row.fault = error.line();
  rows_.push_back(std::move(row));
}

Result<std::string> Pages::finish() {
  if (!many_) return rows_.empty() || rows_.front().href.empty() ? std::string() : where_;
  std::string index = (fs::path(where_) / "index.html").string();
  if (auto written = write_whole(index, to_index(rows_)); !written) return std::unexpected(written.error());
  return fmt::format("{} ({} report{})", index, rows_.size(), rows_.size() == 1 ? "" : "s");
}

}  // namespace dateline
