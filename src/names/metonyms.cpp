#include "names/metonyms.h"

#include <charconv>

namespace dateline::names {
namespace {

/// What the words around a capital say.
struct Verdict {
  bool government = false;
  std::string why, rule;
};

class Judge {
 public:
  Judge(const Reading& r, const Lists& lists) : r_(r), lists_(lists) {}

  Verdict judge(const Candidate& c) const {
    const uint32_t w = c.mention.head;
    if (in_dateline(c) || is_part_of_address(c) || signs_a_report(c)) return {};
    return by_relation(w, 0);
  }

 private:
  /// The row where a word (or a verb with its particle) is in a class of packs/en/governments.tsv; UINT32_MAX where it is not.
  uint32_t row_of(uint32_t w, std::string_view wanted) const {
    const auto in = [&](const std::string& key) {
      const uint32_t row = lists_.governments.first(key);
      if (row == UINT32_MAX) return UINT32_MAX;
      const std::string cell = "|" + std::string(lists_.governments.cell(row, "class")) + "|";
      return cell.find("|" + std::string(wanted) + "|") != std::string::npos ? row : UINT32_MAX;
    };
    if (const uint32_t row = in(fold(r_.node(w).lemma)); row != UINT32_MAX) return row;
    return in(fold(r_.word(w)));
  }
  bool is(uint32_t w, std::string_view wanted) const { return row_of(w, wanted) != UINT32_MAX; }

  Verdict yes(std::string why, uint32_t w, std::string_view in) const {
    const uint32_t row = row_of(w, in);
    return {true, std::move(why), row == UINT32_MAX ? "src/names/metonyms.cpp: by relation" : lists_.governments.rule(row)};
  }

  bool in_dateline(const Candidate& c) const { return r_.article.dateline.span.overlaps(c.mention.span); }

  /// "Washington, D.C.", "Moscow, Idaho", "Washington state".
  bool is_part_of_address(const Candidate& c) const {
    const uint32_t next = c.mention.last, end = r_.text.sentences[c.mention.sentence].last;
    if (next + 1 < end && r_.word(next) == "," && is_capital(r_.word(next + 1)) && r_.is(next + 1, Upos::PROPN) && r_.rel(next + 1) != "conj") return true;
    return next < end && is(next, "address");
  }

  /// "Beijing (AsiaNews) - …": where a report was written, at the head of its sentence.
  bool signs_a_report(const Candidate& c) const {
    const auto& s = r_.text.sentences[c.mention.sentence];
    return c.mention.first == s.first && c.mention.last < s.last && r_.word(c.mention.last) == "(";
  }

  Verdict by_relation(uint32_t w, int depth) const {
    const uint32_t up = r_.head(w);
    if (up == no_word || depth > 3) return {};
    const std::string_view rel = r_.rel(w), full = dateline::text(r_.node(w).rel);
    if (rel == "conj" || rel == "appos" || rel == "flat") return by_relation(up, depth + 1);
    if (full == "nsubj:pass") return by_object(up);
    if (rel == "nsubj") return by_subject(up);
    if (rel == "obj" || rel == "iobj") return by_object(up);
    if (full == "nmod:poss") return by_possession(up);
    if (rel == "obl" || rel == "nmod") return by_preposition(w, up);
    if (rel == "compound" || rel == "amod") return by_compound(up);
    return {};
  }

  Verdict by_subject(uint32_t verb) const {
    const bool copula = r_.child(verb, "cop") != no_word;
    if (copula && !r_.is(verb, Upos::ADJ)) return {};
    if (!copula && is(verb, "place") && !is(verb, "act")) return {};
    if (is(verb, "act")) return yes("it does what a government does", verb, "act");
    if (r_.is(verb, Upos::VERB)) return yes("it is the one that acts", verb, "act");
    return copula ? yes("it is said to be as a government is", verb, "act") : Verdict{};
  }

  Verdict by_object(uint32_t verb) const {
    if (is(verb, "place")) return {};
    return is(verb, "act") ? yes("what is done to it is done to a government", verb, "act") : Verdict{};
  }

  Verdict by_possession(uint32_t thing) const {
    if (is(thing, "site") || r_.is(thing, Upos::PROPN)) return {};
    return yes("what it owns belongs to a government", thing, "ties");
  }

  Verdict by_compound(uint32_t noun) const {
    if (is(noun, "site") || r_.is(noun, Upos::PROPN)) return {};
    return is(noun, "ties") ? yes("the tie is one of governments", noun, "ties") : Verdict{};
  }

  Verdict by_preposition(uint32_t w, uint32_t up) const {
    const uint32_t mark = r_.child(w, "case");
    if (mark == no_word) return {};
    const std::string quoted = "'" + std::string(r_.word(mark)) + "'";
    if (is(mark, "joins")) {
      if (is(up, "motion") && !is(mark, "faces") && !is(up, "ties")) return {};
      return yes(quoted + " joins it to a tie or a quarrel", up, "ties");
    }
    if (is(mark, "does")) return yes("it is the one that acts", up, "act");
    if (is(mark, "aims")) return is(up, "affront") || below_affront(up) ? yes("it is what an attack in words aims at", up, "affront") : Verdict{};
    if (is(mark, "turns") || is(mark, "presses")) {
      if (is(up, "motion") && !is(up, "toward")) return {};
      if (is(up, "toward")) return yes(quoted + " turns a message or a pressure to it", up, "toward");
      return is(mark, "turns") && is(up, "ties") ? yes("the tie is one of governments", up, "ties") : Verdict{};
    }
    if (is(mark, "within") && r_.is(up, Upos::VERB) && r_.child(up, "compound") == no_word && is_phrasal(up, mark))
      return yes("'" + std::string(r_.word(up)) + " " + std::string(r_.word(mark)) + "' informs a government", up, "act");
    return {};
  }

  /// "took a swipe … at": the noun that 'at' hangs on may be the verb's object.
  bool below_affront(uint32_t verb) const {
    const uint32_t object = r_.child(verb, "obj");
    return object != no_word && is(object, "affront");
  }

  /// "fill in": a verb with the particle in the list, the particle right behind the verb.
  bool is_phrasal(uint32_t verb, uint32_t particle) const {
    if (particle != verb + 1) return false;
    const uint32_t row = lists_.governments.first(fold(r_.node(verb).lemma) + " " + fold(r_.word(particle)));
    return row != UINT32_MAX;
  }

  const Reading& r_;
  const Lists& lists_;
};

double number(std::string_view cell) {
  double out = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), out);
  return out;
}

void make_metonym(const Reading& r, const Lists& lists, uint32_t row, const Verdict& verdict, Candidate& c) {
  const auto cell = [&](std::string_view column) { return lists.metonyms.cell(row, column); };
  c.mention.kind = MentionKind::metonym;
  c.mention.lat = number(cell("lat"));
  c.mention.lon = number(cell("lon"));
  c.mention.geonameid = static_cast<uint32_t>(number(cell("geonameid")));
  c.iso3 = cell("iso3");
  c.sort = Sort::country;
  Step listed{Room::names, "'" + std::string(r.between(c.mention.first, c.mention.last)) + "' may stand for the government of " + c.iso3,
              lists.metonyms.rule(row)};
  listed.span = c.mention.span;
  const Why known = r.trail.add(std::move(listed));
  Step judged{Room::names, "it does stand for it here: " + verdict.why, verdict.rule};
  judged.span = c.mention.span;
  judged.rests_on.push_back(known);
  c.mention.why = r.trail.add(std::move(judged));
}

}  // namespace

void find_metonyms(const Reading& r, const Lists& lists, std::vector<Candidate>& candidates) {
  const Judge judge(r, lists);
  for (Candidate& c : candidates) {
    if (c.mention.kind != MentionKind::name || c.sort == Sort::person || c.sort == Sort::country) continue;
    const uint32_t row = lists.metonyms.first(c.key);
    if (row == UINT32_MAX || !is_capital(r.word(c.mention.first))) continue;
    if (lists.metonyms.cell(row, "kind") != "capital") continue;  // seats ("the Kremlin") are bodies of their own in world/organisations
    if (const Verdict v = judge.judge(c); v.government) make_metonym(r, lists, row, v, c);
    else c.is_town = true;
  }
}

}  // namespace dateline::names
