// The data of a page: record, text and the words of codes, escaped and put into the page that web/ builds.
#include "html/html.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "html/page_bytes.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

/// JSON in which no markup can begin, however the browser reads it: no `<`, `>` or `&`, and no line separator that a script would end at.
std::string escaped(const Json& data) {
  std::string plain = data.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), out;
  out.reserve(plain.size() + plain.size() / 16);
  for (size_t i = 0; i < plain.size(); ++i) {
    char c = plain[i];
    bool separator = c == '\xE2' && plain.compare(i, 2, "\xE2\x80") == 0 && i + 2 < plain.size() && (plain[i + 2] == '\xA8' || plain[i + 2] == '\xA9');
    if (separator) {
      out += plain[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else if (c == '<' || c == '>' || c == '&') {
      out += c == '<' ? "\\u003c" : c == '>' ? "\\u003e" : "\\u0026";
    } else {
      out += c;
    }
  }
  return out;
}

std::string with_data(const Json& data) {
  constexpr std::string_view hole = "{{data}}";
  size_t at = page_bytes.find(hole);
  return fmt::format("{}{}{}", page_bytes.substr(0, at), escaped(data), page_bytes.substr(at + hole.size()));
}

/// What the CAMEO codes of a record say in words, from packs/codes/cameo.tsv.
Json words_of_acts(const Json& record, const Pack& pack) {
  Json out = Json::object();
  Table table = pack.table("codes/cameo");
  for (const Json& event : record.at("events")) {
    const Json& code = event.at("cameo");
    if (!code.is_string() || out.contains(code.get_ref<const std::string&>())) continue;
    auto rows = table.find(fold(code.get_ref<const std::string&>()));
    if (!rows.empty()) out[code.get_ref<const std::string&>()] = table.cell(rows.front(), table.column("words"));
  }
  return out;
}

std::string text_at(const Json& value) { return value.is_string() ? value.get<std::string>() : std::string(); }

}  // namespace

Result<std::string> to_page(const Json& record, const Article& article, const Pack& pack) {
  if (auto schema = record.find("schema"); schema == record.end() || *schema != 1)
    return std::unexpected(Error{Error::Kind::input, "other-schema",
                                 fmt::format("the record is of version {}, pages are made of version 1", schema == record.end() ? "none" : schema->dump()),
                                 record.value("/source/id"_json_pointer, std::string("record")), "write it again with this dateline"});
  Json pieces = Json::array();
  for (const Article::Piece& p : article.pieces)
    for (uint32_t number : {p.text, p.source, p.count, uint32_t{p.text_step}, uint32_t{p.source_step}}) pieces.push_back(number);
  Json data = {{"record", record}, {"text", article.text}, {"pieces", std::move(pieces)}, {"acts", words_of_acts(record, pack)}};
  return with_data(data);
}

PageRow row_of(const Json& record, std::string href) {
  PageRow row;
  row.id = record.at("source").at("id");
  row.href = std::move(href);
  const Json& article = record.at("article");
  if (article.at("headline").is_object()) row.headline = article["headline"].at("text");
  row.published = text_at(article.at("published"));
  if (article.at("dateline").is_object() && article["dateline"].at("place").is_object()) row.place = article["dateline"]["place"].at("text");
  row.events = record.at("events").size();
  row.statements = record.at("statements").size();
  row.actors = record.at("actors").size();
  row.warnings = record.at("warnings").size();
  return row;
}

std::string to_index(const std::vector<PageRow>& rows) {
  auto text_or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  Json data = {{"rows", Json::array()}};
  for (const PageRow& r : rows)
    data["rows"].push_back({{"href", text_or_null(r.href)},
                            {"id", r.id},
                            {"headline", r.headline},
                            {"published", text_or_null(r.published)},
                            {"place", text_or_null(r.place)},
                            {"events", r.events},
                            {"statements", r.statements},
                            {"actors", r.actors},
                            {"warnings", r.warnings},
                            {"fault", text_or_null(r.fault)}});
  return with_data(data);
}

}  // namespace dateline
