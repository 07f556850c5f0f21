// Who is what to whom, by rules over the tree: "Kim's grandfather Kim Il Sung", "the founder of North Korea", "Russia's Far Eastern city of Vladivostok".
// packs/en/relations.tsv names the nouns; the tree says who holds the noun and whose it is.
#include <algorithm>

#include "events/draft.h"

namespace dateline {
namespace {

using Holder = std::variant<ActorId, PlaceId>;
using End = std::optional<Holder>;

struct RelationTable {
  Table table;
  int kind = -1, turn = -1, holder = -1, by = -1;
  explicit RelationTable(const Pack& pack) : table(pack.table("en/relations")) {
    if (table) kind = table.column("kind"), turn = table.column("turn"), holder = table.column("holder"), by = table.column("by");
  }
  /// Whether the noun names its owner with this preposition.
  bool links(uint32_t row, std::string_view preposition) const {
    std::string_view list = table.cell(row, by);
    for (size_t at = 0; at < list.size();) {
      size_t end = std::min(list.find('|', at), list.size());
      if (list.substr(at, end - at) == preposition) return true;
      at = end + 1;
    }
    return false;
  }
};

std::vector<uint32_t> children_as(const Syntax& syntax, uint32_t word, std::initializer_list<Deprel> rels) {
  std::vector<uint32_t> out;
  for (uint32_t c = syntax.first_child[word]; c != no_word; c = syntax.next_sibling[c])
    for (Deprel rel : rels)
      if (is(syntax.nodes[c].rel, rel)) {
        out.push_back(c);
        break;
      }
  return out;
}

/// The words that may name who holds the noun: its apposition, the name that it stands before, the subject of "is".
std::vector<uint32_t> holders_of(const Reading& in, uint32_t noun) {
  std::vector<uint32_t> out = children_as(in.syntax, noun, {Deprel::appos, Deprel::flat});
  for (size_t i = 0; i < out.size() && out.size() < 8; ++i)  // "the founder of X, Kim's grandfather Kim Il Sung"
    for (uint32_t c : children_as(in.syntax, out[i], {Deprel::appos, Deprel::flat})) out.push_back(c);
  const Node& n = in.node(noun);
  bool names_head = n.head != Node::root &&
                    (is(n.rel, Deprel::compound) || is(n.rel, Deprel::nmod) || is(n.rel, Deprel::appos) || is(n.rel, Deprel::flat) || is(n.rel, Deprel::amod));
  if (names_head && (in.node(n.head).upos == Upos::PROPN || n.rel == Deprel::appos) && preposition(in, noun).empty()) out.push_back(n.head);
  if (n.rel == Deprel::appos && n.head != Node::root)  // two appositions side by side: "the founder, Kim's grandfather Kim Il Sung"
    for (uint32_t c : children_as(in.syntax, n.head, {Deprel::appos}))
      if (c == noun + 1) out.insert(out.begin(), c);
  if (child(in.syntax, noun, Deprel::cop) != no_word)
    for (uint32_t c : children_as(in.syntax, noun, {Deprel::nsubj})) out.push_back(c);
  return out;
}

/// Whose it is: "Kim's", "of North Korea", "Russian".
std::vector<uint32_t> owners_of(const Reading& in, const RelationTable& t, uint32_t row, uint32_t noun, const std::vector<uint32_t>& holders) {
  std::vector<uint32_t> out = children_as(in.syntax, noun, {Deprel::nmod_poss});
  for (uint32_t c : children_as(in.syntax, noun, {Deprel::nmod}))
    if (std::string_view p = preposition(in, c); t.links(row, p) || (p.empty() && c < noun)) out.push_back(c);
  for (uint32_t c : children_as(in.syntax, noun, {Deprel::amod, Deprel::compound}))
    if (in.names.actor_at(c)) out.push_back(c);
  for (uint32_t h : holders)
    if (h > noun || in.node(noun).head == h)
      for (uint32_t c : children_as(in.syntax, h, {Deprel::nmod_poss, Deprel::amod, Deprel::compound}))
        if (c < noun && c + 6 > noun) out.push_back(c);
  return out;
}

std::optional<PlaceId> place_at(const Reading& in, uint32_t word) {
  for (uint32_t i = 0; i < in.places.size(); ++i)
    for (Span m : in.places[i].mentions)
      if (m.overlaps(in.text.words[word].span)) return PlaceId{i};
  return std::nullopt;
}

End end_at(const Reading& in, uint32_t word, bool place) {
  if (place) {
    if (auto p = place_at(in, word)) return Holder(*p);
    return std::nullopt;
  }
  if (ActorId a = in.names.actor_at(word)) return Holder(a);
  if (auto p = place_at(in, word)) return Holder(*p);
  return std::nullopt;
}

std::string name_of(const Reading& in, const Holder& end) {
  if (auto a = std::get_if<ActorId>(&end)) return in.names.actors[a->at].name;
  return in.places[std::get<PlaceId>(end).at].name;
}

std::vector<Why> whys_of(const Reading& in, const Holder& a, const Holder& b) {
  std::vector<Why> out;
  for (const Holder* e : {&a, &b}) {
    Why why = std::holds_alternative<ActorId>(*e) ? in.names.actors[std::get<ActorId>(*e).at].why : in.places[std::get<PlaceId>(*e).at].why;
    if (why) out.push_back(why);
  }
  return out;
}

void find_at(const Reading& in, const RelationTable& t, uint32_t noun, uint32_t row, std::vector<Relation>& out) {
  bool place = t.table.cell(row, t.holder) == "place";
  auto holders = holders_of(in, noun);
  if (place)
    for (uint32_t c : children_as(in.syntax, noun, {Deprel::nmod}))
      if (t.links(row, preposition(in, c))) holders.push_back(c);  // "the city of Vladivostok"
  auto owners = owners_of(in, t, row, noun, holders);
  holders.push_back(noun);  // the chain of the noun's own mention
  End holder;
  uint32_t held_at = no_word;
  for (uint32_t h : holders)
    if (End e = end_at(in, h, place); !holder && e) holder = e, held_at = h;
  if (!holder) return;
  for (uint32_t o : owners) {
    End owner = end_at(in, o, false);
    if (o == held_at || !owner || owner == holder) continue;
    auto from = *holder, to = *owner;
    if (t.table.cell(row, t.turn) == "back") std::swap(from, to);
    std::string_view kind = t.table.cell(row, t.kind);
    bool told = std::any_of(out.begin(), out.end(), [&](const Relation& r) { return r.kind == kind && r.from == from && r.to == to; });
    if (told) return;
    Words words{std::min({noun, o, held_at}), std::max({noun, o, held_at}) + 1};
    Why why = rule_step(in, "'" + std::string(in.word(noun)) + "' makes " + name_of(in, *holder) + " and " + name_of(in, *owner) + " " + std::string(kind),
                        in.pack.name_of(t.table.where(row)), span_of(in, words), whys_of(in, *holder, *owner));
    out.push_back({kind, from, to, span_of(in, words), why});
    return;
  }
}

}  // namespace

std::vector<Relation> find_relations(const Reading& in) {
  std::vector<Relation> out;
  RelationTable t(in.pack);
  if (!t.table) return out;
  for (uint32_t w = 0; w < in.text.words.size(); ++w) {
    if (in.node(w).upos != Upos::NOUN && in.node(w).upos != Upos::PROPN && in.node(w).upos != Upos::ADJ) continue;
    for (uint32_t row : t.table.find(fold(in.node(w).lemma))) find_at(in, t, w, row, out);
  }
  return out;
}

}  // namespace dateline
