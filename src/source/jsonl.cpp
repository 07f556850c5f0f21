#include "source/jsonl.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "source/bytes.h"

namespace dateline {
namespace {

using nlohmann::json;

Error bad_line(const std::string& where, const std::string& what, const std::string& next) { return {Error::Kind::input, "bad-json-line", what, where, next}; }

/// The string under a key; empty where there is none, an error where it is something else.
Result<std::string> text_field(const json& line, const char* key, const std::string& where) {
  auto it = line.find(key);
  if (it == line.end() || it->is_null()) return std::string();
  if (it->is_number_integer() && std::string_view(key) == "id") return it->dump();
  if (!it->is_string()) return std::unexpected(bad_line(where, fmt::format("\"{}\" is not a string", key), "write it as a string"));
  return it->get<std::string>();
}

/// [[start, end], …] in bytes of the text.
Result<std::vector<SourceSpan>> triggers_of(const json& line, size_t size, const std::string& where) {
  std::vector<SourceSpan> out;
  auto it = line.find("triggers");
  if (it == line.end()) return out;
  auto bad = std::unexpected(bad_line(where, "\"triggers\" is not a list of [start, end] in bytes of the text", "mend the offsets"));
  if (!it->is_array()) return bad;
  for (const auto& pair : *it) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_unsigned() || !pair[1].is_number_unsigned()) return bad;
    uint64_t begin = pair[0].get<uint64_t>(), end = pair[1].get<uint64_t>();
    if (begin > end || end > size) return bad;
    out.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  }
  return out;
}

/// The bytes of a line: its text, its html, or the file that it names.
Result<void> fill_bytes(const json& line, const std::string& where, const FeedOptions& options, Source& out) {
  for (const char* key : {"text", "html", "path"}) {
    if (!line.contains(key) || line[key].is_null()) continue;
    auto value = text_field(line, key, where);
    if (!value) return std::unexpected(value.error());
    bool html = std::string_view(key) == "html";
    if (std::string_view(key) == "path") {
      auto bytes = read_file(*value, options.most_bytes);
      if (!bytes) return std::unexpected(bytes.error());
      html = looks_like_html(*bytes, *value);
      out.bytes = std::move(*bytes);
    } else {
      out.bytes = std::move(*value);
    }
    out.media_type = html ? MediaType::html : MediaType::text;
    return {};
  }
  return std::unexpected(bad_line(where, "no \"text\", \"html\" or \"path\"", "give one of them"));
}

Result<Source> source_of_line(const json& line, const std::string& where, const FeedOptions& options) {
  Source out;
  struct Field {
    const char* key;
    std::string* into;
  };
  for (auto [key, into] : {Field{"id", &out.id}, Field{"uri", &out.uri}, Field{"published", &out.published}}) {
    auto value = text_field(line, key, where);
    if (!value) return std::unexpected(value.error());
    *into = std::move(*value);
  }
  if (out.published.empty()) out.published = options.published;
  if (auto it = line.find("clean"); it != line.end()) out.clean = it->is_boolean() && it->get<bool>();
  if (auto filled = fill_bytes(line, where, options, out); !filled) return std::unexpected(filled.error());
  auto triggers = triggers_of(line, out.bytes.size(), where);
  if (!triggers) return std::unexpected(triggers.error());
  out.triggers = std::move(*triggers);
  if (out.bytes.empty()) return std::unexpected(Error{Error::Kind::input, "empty-input", "the report is empty", where, "give its text"});
  return out;
}

class JsonLines final : public Feed {
 public:
  JsonLines(std::unique_ptr<std::istream> owned, std::istream& in, std::string where, const FeedOptions& options)
      : owned_(std::move(owned)), in_(in), where_(std::move(where)), options_(options) {}

  std::optional<Item> next() override {
    std::string text;
    bool too_long = false;
    do {
      if (!read_line(in_, text, options_.most_bytes, too_long)) return std::nullopt;
      ++number_;
    } while (!too_long && text.find_first_not_of(" \t\r") == std::string::npos);
    std::string where = fmt::format("{}:{}", where_, number_), id = fmt::format("line-{}", number_);
    if (too_long) return Item{id, std::unexpected(too_large(where, options_.most_bytes))};
    json line = json::parse(text, nullptr, false);
    if (!line.is_object()) return Item{id, std::unexpected(bad_line(where, "this line is no JSON object", "write one object a line"))};
    if (auto given = text_field(line, "id", where); given && !given->empty()) id = *given;
    auto source = source_of_line(line, where, options_);
    if (source && source->id.empty()) source->id = id;
    return Item{id, std::move(source)};
  }

 private:
  std::unique_ptr<std::istream> owned_;
  std::istream& in_;
  std::string where_;
  FeedOptions options_;
  uint64_t number_ = 0;
};

}  // namespace

std::unique_ptr<Feed> read_json_lines(std::unique_ptr<std::istream> owned, std::istream& in, std::string where, const FeedOptions& options) {
  return std::make_unique<JsonLines>(std::move(owned), in, std::move(where), options);
}

}  // namespace dateline
