// Who is what to whom, by rules over the tree: "Kim's grandfather Kim Il Sung", "NATO chief Mark Rutte", "the party was founded by Okoro".
// packs/en/relations.tsv names the nouns and verbs; the tree says who holds the noun and whose it is.
#include "events/relations.h"

#include <algorithm>

namespace dateline {
namespace {

using Holder = std::variant<ActorId, PlaceId>;
using End = std::optional<Holder>;
using WordList = std::vector<uint32_t>;

constexpr uint32_t longest_key = 5;  // words: "brother-in-law" is five

std::optional<PlaceId> place_at(const Reading& in, uint32_t word) {
  for (uint32_t i = 0; i < in.places.size(); ++i)
    for (Span m : in.places[i].mentions)
      if (m.overlaps(in.text.words[word].span)) return PlaceId{i};
  return std::nullopt;
}

bool is_named(const Reading& in, const Holder& end) {
  auto actor = std::get_if<ActorId>(&end);
  if (!actor) return true;
  const Chain& chain = in.names.chains[in.names.actors[actor->at].chain];
  return std::ranges::any_of(chain.mentions, [&](uint32_t m) {
    MentionKind kind = in.names.mentions[m].kind;
    return kind != MentionKind::nominal && kind != MentionKind::pronoun;
  });
}

/// What an end must be, by the words of the table.
bool fits(const Reading& in, const Holder& end, std::string_view wanted) {
  if (wanted.empty()) return true;
  if (std::holds_alternative<PlaceId>(end)) return wanted == "place" || wanted == "ground" || wanted == "body";
  ActorKind kind = in.names.actors[std::get<ActorId>(end).at].kind;
  if (wanted == "land" || wanted == "ground") return kind == ActorKind::country;
  if (wanted == "person") return kind == ActorKind::person || kind == ActorKind::unknown;
  if (wanted == "body") return kind != ActorKind::person;
  bool party = kind == ActorKind::organisation || kind == ActorKind::group || kind == ActorKind::unknown;
  return party && (wanted == "party" || (wanted == "named" && is_named(in, end)));
}

End end_at(const Reading& in, uint32_t word, std::string_view wanted) {
  if (wanted != "place")
    if (ActorId a = in.names.actor_at(word); a && fits(in, a, wanted)) return Holder(a);
  if (auto p = place_at(in, word); p && fits(in, *p, wanted)) return Holder(*p);
  return std::nullopt;
}

/// Who is meant by a word: the actor that has a name where its apposition ("the singer Abena Osei") gives one.
End meant_by(const Reading& in, uint32_t word, std::string_view wanted) {
  End own = end_at(in, word, wanted);
  if (own && is_named(in, *own)) return own;
  for (uint32_t c : children_as(in.syntax, word, {Deprel::appos, Deprel::flat}))
    if (End e = end_at(in, c, wanted); e && is_named(in, *e)) return e;
  const Node& n = in.node(word);  // "wife of the journalist Karim Haddad", the name beside its title
  if (word + 1 < in.text.words.size() && in.node(word + 1).upos == Upos::PROPN && in.node(word + 1).head == n.head && n.head != Node::root)
    if (End e = end_at(in, word + 1, wanted); e && is_named(in, *e)) return e;
  return own;
}

std::string name_of(const Reading& in, const Holder& end) {
  if (auto a = std::get_if<ActorId>(&end)) return in.names.actors[a->at].name;
  return in.places[std::get<PlaceId>(end).at].name;
}

Why why_of(const Reading& in, const Holder& end) {
  if (auto a = std::get_if<ActorId>(&end)) return in.names.actors[a->at].why;
  return in.places[std::get<PlaceId>(end).at].why;
}

class Teller {
 public:
  Teller(const Reading& in, const RelationRows& rows, std::vector<Relation>& out) : in_(in), rows_(rows), states_(in.pack), out_(out) {}

  void tell_noun(Tie tie) {
    if (rows_.cell(tie.row, rows_.holder) == "place" && in_.node(tie.word).upos != Upos::NOUN) return;  // "Suffolk County, Long Island"
    find_ends_of_noun(in_, rows_, states_, tie);
    tell(tie);
  }
  void tell_verb(Tie tie) {
    find_ends_of_verb(in_, rows_, tie);
    tell(tie);
  }

 private:
  struct At {
    Holder end;
    uint32_t word;
  };

  /// "The Vice Chancellor", "an Igbo son": the owner's own mention holds the noun, so it is no other's.
  bool is_one_mention(uint32_t owner, uint32_t noun) const {
    ActorId a = in_.names.actor_at(owner);
    if (!a || owner == noun) return false;
    const Chain& chain = in_.names.chains[in_.names.actors[a.at].chain];
    return std::ranges::any_of(chain.mentions, [&](uint32_t m) {
      Words words{in_.names.mentions[m].first, in_.names.mentions[m].last};
      return words.holds(owner) && words.holds(noun);
    });
  }

  std::vector<At> ends_of(const WordList& words, std::string_view wanted, bool all) const {
    std::vector<At> out;
    for (uint32_t w : words)
      if (End e = meant_by(in_, w, wanted); e && (all || out.empty())) out.push_back({*e, w});
    return out;
  }

  void tell(Tie& tie) {
    bool noun = rows_.cell(tie.row, rows_.how) == "noun", plural = tie.predicate != no_word || in_.syntax.has(tie.word, "Number=Plur");
    if (noun) std::erase_if(tie.owners, [&](uint32_t o) { return is_one_mention(o, tie.word); });
    auto holders = ends_of(tie.holders, rows_.cell(tie.row, rows_.holder), plural && rows_.cell(tie.row, rows_.holder) != "place");
    auto owners = ends_of(tie.owners, rows_.cell(tie.row, rows_.owner), false);
    if (noun && owners.empty()) find_possessor(in_, tie), owners = ends_of(tie.owners, rows_.cell(tie.row, rows_.owner), false);
    if (holders.empty() && noun && tie.predicate == no_word && !owners.empty() && is_named(in_, owners.front().end)) {
      holders = ends_of({tie.word}, rows_.cell(tie.row, rows_.holder), false);  // "Kim's brother was arrested"
      bool kin = rows_.cell(tie.row, rows_.owner) == "person";
      if (!holders.empty() && !kin && !is_named(in_, holders.front().end)) return;  // "the president of Peru" alone
    }
    if (holders.empty()) return;
    if (owners.empty() && holders.size() > 1 && rows_.cell(tie.row, rows_.turn) == "both")  // "the sisters Marta and Ewa"
      owners = {holders.back()}, holders.pop_back();
    if (owners.empty()) return;
    auto standing = states_.standing_of(in_, rows_, tie);
    if (!standing) return;
    for (const At& owner : with_joined(tie, owners.front()))
      for (const At& holder : holders) claim(tie, *standing, holder, owner);
  }

  /// "the son of Anna and Karl", "their son": every one of them.
  std::vector<At> with_joined(const Tie& tie, const At& owner) const {
    std::vector<At> out;
    std::string_view wanted = rows_.cell(tie.row, rows_.owner);
    auto actor = std::get_if<ActorId>(&owner.end);
    if (actor && wanted == "person")
      for (ActorId m : in_.names.actors[actor->at].members) out.push_back({m, owner.word});
    if (!out.empty()) return out;
    for (uint32_t w : joined_names(in_, owner.word, false))
      if (End e = w == owner.word ? End(owner.end) : meant_by(in_, w, wanted)) out.push_back({*e, w});
    return out;
  }

  /// "The trade chief", "an Iraqi commander": of something in what the owner is, not of the owner.
  bool of_a_part(const Tie& tie, uint32_t owner) const {
    if (tie.predicate == tie.word && rows_.cell(tie.row, rows_.how) == "verb") return false;
    if (in_.node(owner).upos == Upos::ADJ && !rows_.links(tie.row, "adjective")) return true;
    return std::ranges::any_of(children_as(in_.syntax, tie.word, {Deprel::compound}),
                               [&](uint32_t c) { return c < tie.phrase.first && c != owner && in_.node(c).upos == Upos::NOUN && !in_.names.actor_at(c); });
  }

  void claim(const Tie& tie, const Standing& standing, const At& holder, const At& owner) {
    bool place = rows_.cell(tie.row, rows_.holder) == "place";
    if (holder.end == owner.end || (place && holder.word == owner.word)) return;
    Holder from = holder.end, to = owner.end;
    if (rows_.cell(tie.row, rows_.turn) == "back") std::swap(from, to);
    std::string_view lesser = rows_.cell(tie.row, rows_.lesser);
    std::string_view kind = !lesser.empty() && (standing.lesser || of_a_part(tie, owner.word)) ? lesser : rows_.cell(tie.row, rows_.kind);
    bool both = rows_.cell(tie.row, rows_.turn) == "both";
    bool told = std::ranges::any_of(
        out_, [&](const Relation& r) { return r.kind == kind && ((r.from == from && r.to == to) || (both && r.from == to && r.to == from)); });
    if (told) return;
    auto [low, high] = std::minmax({tie.phrase.first, tie.phrase.last - 1, holder.word, owner.word});
    Span span = span_of(in_, {low, high + 1});
    std::vector<Why> rests_on;
    for (Why why : {why_of(in_, holder.end), why_of(in_, owner.end), standing.why})
      if (why) rests_on.push_back(why);
    std::string what = quoted(in_, tie.phrase) + " makes " + name_of(in_, holder.end) + " and " + name_of(in_, owner.end) + " " + std::string(kind);
    Why why = rule_step(in_, std::move(what), in_.pack.name_of(rows_.table.where(tie.row)), span, std::move(rests_on));
    out_.push_back({kind, from, to, span, span_of(in_, tie.phrase), standing.former, why});
  }

  const Reading& in_;
  const RelationRows& rows_;
  RelationStates states_;
  std::vector<Relation>& out_;
};

}  // namespace

RelationRows::RelationRows(const Pack& pack) : table(pack.table("en/relations")) {
  if (!table) return;
  how = table.column("how"), kind = table.column("kind"), lesser = table.column("lesser"), turn = table.column("turn");
  holder = table.column("holder"), owner = table.column("owner"), by = table.column("by"), over = table.column("over");
}

bool RelationRows::links(uint32_t row, std::string_view preposition) const {
  if (preposition.empty()) return false;
  std::string_view list = cell(row, by);
  for (size_t at = 0; at < list.size();) {
    size_t end = std::min(list.find('|', at), list.size());
    if (list.substr(at, end - at) == preposition) return true;
    at = end + 1;
  }
  return false;
}

std::vector<Tie> RelationRows::at(const Reading& in, uint32_t word) const {
  const Sentence& s = in.text.sentences[in.text.sentence_of(word)];
  std::vector<Tie> out;
  auto add = [&](const std::string& key, Words phrase) {
    for (uint32_t row : table.find(key))
      if ((cell(row, how) == "verb") == (in.node(word).upos == Upos::VERB)) out.push_back({row, word, phrase, no_word, {}, {}});
  };
  auto joined = [&](Words phrase) {  // the last word's lemma behind the others as they stand: "prime ministers" is found as "prime minister"
    Span others = {in.text.words[phrase.first].span.begin, in.text.words[phrase.last - 1].span.begin};
    return fold(std::string(text_of(in.article.text, others)) + in.node(phrase.last - 1).lemma);
  };
  if (in.node(word).upos == Upos::VERB) {
    uint32_t particle = child(in.syntax, word, Deprel::compound_prt);
    if (particle != no_word) add(fold(in.node(word).lemma) + " " + fold(in.word(particle)), {word, word + 1});
  } else {
    for (uint32_t size = longest_key; size > 1 && out.empty(); --size) {
      if (word + size <= s.last) add(joined({word, word + size}), {word, word + size});
      if (out.empty() && word + 1 >= s.first + size) add(joined({word + 1 - size, word + 1}), {word + 1 - size, word + 1});
    }
  }
  if (out.empty()) add(fold(in.node(word).lemma), {word, word + 1});
  return out;
}

std::vector<Relation> find_relations(const Reading& in) {
  std::vector<Relation> out;
  RelationRows rows(in.pack);
  if (!rows.table) return out;
  Teller teller(in, rows, out);
  for (uint32_t w = 0; w < in.text.words.size(); ++w) {
    Upos tag = in.node(w).upos;
    if (tag != Upos::NOUN && tag != Upos::PROPN && tag != Upos::ADJ && tag != Upos::VERB) continue;
    for (const Tie& tie : rows.at(in, w))
      if (tag == Upos::VERB) teller.tell_verb(tie);
      else teller.tell_noun(tie);
  }
  return out;
}

}  // namespace dateline
