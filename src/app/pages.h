// Pages for people (--html): one for one report, or a folder of them with an index.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/commands.h"
#include "html/html.h"

namespace dateline {

class Pages {
 public:
  /// `where`: a file, or a folder where `inputs` may be many (a folder, JSON lines) or `where` is one already.
  static Result<Pages> open(const std::string& where, const Inputs& inputs);
  Result<void> add(const nlohmann::ordered_json& record, const Report& report, const Pack& pack);
  /// An input that could not be read stands in the index with its reason.
  void add_fault(const std::string& id, const Error& error);
  /// Writes the index; the line that names what was written.
  Result<std::string> finish();

 private:
  std::string where_;
  bool many_ = false;
  PageNames names_;
  std::vector<PageRow> rows_;
};

}  // namespace dateline
