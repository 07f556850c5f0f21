#include <fmt/format.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

#include "model/batches.h"
#include "model/network.h"

namespace dateline {
namespace {

using Json = nlohmann::json;
using Texts = std::vector<std::string>;

constexpr std::array<std::string_view, 17> name_tags = {"O",      "B-PER",  "I-PER", "B-ORG", "I-ORG", "B-GPE", "I-GPE", "B-LOC", "I-LOC",
                                                        "B-NORP", "I-NORP", "B-FAC", "I-FAC", "B-EVT", "I-EVT", "B-OTH", "I-OTH"};

Error bad_labels(const std::filesystem::path& file, std::string what) {
  return {Error::Kind::resource, "bad-model", std::move(what), file.string(), "install the model again"};
}

/// Our classes in the numbers of the file; nothing where the file lacks one or has one more.
template <class Ours>
std::optional<ClassOrder> order_of(const Texts& theirs, const Ours& ours) {
  ClassOrder out;
  for (const std::string_view text : ours) {
    const auto at = std::find(theirs.begin(), theirs.end(), text);
    if (at == theirs.end()) return std::nullopt;
    out.push_back(static_cast<uint32_t>(at - theirs.begin()));
  }
  return theirs.size() == out.size() ? std::optional(out) : std::nullopt;
}

/// A relation with a subtype that we do not have counts as its universal part.
Deprel relation_of(std::string_view text) {
  if (const auto rel = parse_deprel(text)) return *rel;
  return parse_deprel(text.substr(0, text.find(':'))).value_or(Deprel::dep);
}

std::optional<std::string> fill(LabelFile& out, const Json& json) {
  const auto texts = [&](const char* name) { return json.at(name).get<Texts>(); };
  const auto need = [&](ClassOrder& order, const char* name, const auto& ours) {
    auto found = order_of(texts(name), ours);
    if (found) order = std::move(*found);
    return found.has_value();
  };
  out.labels.feats = texts("feats");
  out.labels.lemma_rules = texts("lemma");
  for (const std::string& rel : texts("rels")) out.labels.deprels.push_back(relation_of(rel));
  for (const std::string& code : texts("cameo")) {
    const auto known = parse_cameo(code);
    if (!known) return fmt::format("CAMEO code {} is not in packs/codes/cameo.tsv", code);
    out.labels.cameos.push_back(*known);
  }
  std::vector<std::string_view> types{"none"};
  types.insert(types.end(), all_plover_texts.begin(), all_plover_texts.end());
  if (!need(out.upos, "upos", all_upos_texts)) return "its word classes are not those of packs/codes/upos.tsv";
  if (!need(out.types, "types", types)) return "its event types are not those of packs/codes/plover.tsv";
  if (!need(out.status, "status", all_status_texts)) return "its statuses are not those of packs/codes/status.tsv";
  if (!need(out.names, "name_tags", name_tags)) return "its name tags are not those of this engine";
  constexpr std::array<std::string_view, 4> event_roles = {"source", "target", "place", "time"};
  constexpr std::array<std::string_view, 2> said_roles = {"speaker", "content"};
  if (!need(out.event_roles, "event_roles", event_roles)) return "its event roles are not those of this engine";
  if (!need(out.said_roles, "said_roles", said_roles)) return "its roles of statements are not those of this engine";
  if (out.labels.feats.empty() || out.labels.lemma_rules.empty() || out.labels.deprels.empty()) return "a list of labels is empty";
  out.limits.words = std::clamp(json.value("max_words", 200u), 1u, longest.words);
  out.limits.pieces = std::clamp(json.value("max_pieces", 320u), 8u, longest.pieces);
  return std::nullopt;
}

}  // namespace

Result<LabelFile> read_labels(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const Json json = Json::parse(in, nullptr, false);
  if (!json.is_object()) return std::unexpected(bad_labels(file, "the list of labels is damaged"));
  LabelFile out;
  try {
    if (auto wrong = fill(out, json)) return std::unexpected(bad_labels(file, *wrong));
  } catch (const Json::exception& e) {  // a list is missing or of another type
    return std::unexpected(bad_labels(file, fmt::format("the list of labels is damaged ({})", e.what())));
  }
  return out;
}

}  // namespace dateline
