// What packs/en/cues.tsv says of a cue: the form of what it tells, and whether it addresses somebody.
#include "voices/draft.h"

namespace dateline {
namespace {

bool is_open(Upos u) { return u == Upos::VERB || u == Upos::NOUN || u == Upos::ADJ || u == Upos::ADV || u == Upos::PROPN; }

StatementForm form_named(std::string_view name) {
  return name == "thought" ? StatementForm::thought : name == "wanted" ? StatementForm::wanted : name == "known" ? StatementForm::known : StatementForm::said;
}

}  // namespace

CueWords::CueWords(const Pack& pack) : table_(pack.table("en/cues")) {
  if (table_) form_ = table_.column("form"), addresses_ = table_.column("addresses");
}

std::optional<uint32_t> CueWords::row_of(const Syntax& syntax, uint32_t word) const {
  if (!table_) return std::nullopt;
  const std::string lemma = fold(syntax.nodes[word].lemma);
  if (table_.has_longer(lemma))  // "call for"
    for (uint32_t next = word + 1; next < syntax.nodes.size() && next <= word + 2; ++next)
      if (auto rows = table_.find(lemma + ' ' + fold(syntax.nodes[next].lemma)); !rows.empty()) return rows.front();
  auto rows = table_.find(lemma);
  return rows.empty() ? std::nullopt : std::optional(rows.front());
}

std::optional<uint32_t> CueWords::row_of(const Syntax& syntax, uint32_t first, uint32_t last) const {
  const uint32_t head = head_of(syntax, first, last);
  for (uint32_t w : {head, first, last - 1})
    if (auto row = row_of(syntax, w)) return row;
  for (uint32_t w = first; w < last; ++w)
    if (is_open(syntax.nodes[w].upos) || syntax.nodes[w].upos == Upos::PUNCT) return std::nullopt;
  // "about" alone: the noun or verb that it belongs to.
  for (uint32_t above = syntax.nodes[head].head, steps = 0; above != Node::root && steps < 2; above = syntax.nodes[above].head, ++steps)
    if (auto row = row_of(syntax, above)) return row;
  return std::nullopt;
}

StatementForm CueWords::form(uint32_t row) const { return form_named(table_.cell(row, form_)); }
bool CueWords::addresses(uint32_t row) const { return table_.cell(row, addresses_) == "yes"; }

}  // namespace dateline
