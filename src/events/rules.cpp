// Reads the rules of packs/en/verbs and tests them on a draft.
#include "events/rules.h"

#include <algorithm>

namespace dateline {
namespace {

/// Takes the text before the next `mark` off the front of `rest`.
std::string_view take(std::string_view& rest, std::string_view mark) {
  size_t at = rest.find(mark);
  std::string_view out = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + mark.size());
  return out;
}

bool in_list(std::string_view list, std::string_view item) {
  while (!list.empty())
    if (take(list, "|") == item) return true;
  return false;
}

/// What the act is done to: the object of a verb, the complement of a noun; the noun's own where a light verb carries it.
std::vector<uint32_t> objects_of(const Reading& in, const Draft& d) {
  std::vector<uint32_t> out;
  if (is_verbal(in.syntax, d.head)) {
    if (uint32_t o = hit_of(in, d.head); o != no_word) out = coordinated(in.syntax, o);
    return out;
  }
  for (uint32_t c = in.syntax.first_child[d.head]; c != no_word; c = in.syntax.next_sibling[c])
    if (is(in.node(c).rel, Deprel::nmod) || is(in.node(c).rel, Deprel::compound) || is(in.node(c).rel, Deprel::amod)) out.push_back(c);
  if (d.verb == no_word && is(in.node(d.head).rel, Deprel::obj)) out.push_back(d.head);
  return out;
}

std::vector<uint32_t> subjects_of(const Reading& in, const Draft& d) {
  uint32_t verb = d.verb != no_word ? d.verb : d.head;
  uint32_t doer = doer_of(in, verb);
  if (doer == no_word && !is_verbal(in.syntax, d.head)) doer = child(in.syntax, d.head, Deprel::nmod_poss);
  return doer == no_word ? std::vector<uint32_t>() : coordinated(in.syntax, doer);
}

ActorKind kind_of(const Reading& in, const Filler& f) {
  ActorId a = in.names.actor_at(f.head);
  return a ? in.names.actors[a.at].kind : ActorKind::unknown;
}

std::string_view text(ActorKind kind) {
  static constexpr std::string_view names[] = {"person", "country", "organisation", "group", "unknown"};
  return names[static_cast<size_t>(kind)];
}

}  // namespace

VerbRules::VerbRules(const Pack& pack)
    : files_(pack.rules("en/verbs")), codes_(all_cameo_texts.size()), sets_(pack.table("en/word_sets")), endings_(pack.table("en/lemma_endings")) {
  for (size_t i = 0; i < files_.size(); ++i)
    for (const RuleLine& line : files_[i].lines) {
      if (line.word != "word") continue;
      std::string_view words = line.rest;
      bool tells = std::any_of(files_[i].lines.begin(), files_[i].lines.end(), [](const RuleLine& l) { return l.word == "tell" && !l.indented; });
      while (!words.empty()) {
        std::string_view word = take(words, "|");
        files_of_[word].push_back(i);
        if (tells) tellers_of_[word].push_back(i);
      }
    }
  if (sets_) set_words_ = sets_.column("words");
  Table codes = pack.table("codes/cameo");
  if (!codes) return;
  int code = codes.column("code"), plover = codes.column("plover"), mode = codes.column("mode"), context = codes.column("context");
  for (uint32_t row = 0; row < codes.rows(); ++row)
    if (auto c = parse_cameo(codes.cell(row, code))) {
      CodeRow& own = codes_[static_cast<size_t>(*c)];
      own.type = parse_plover(codes.cell(row, plover)), own.mode = codes.cell(row, mode);
      for (std::string_view left = codes.cell(row, context); !left.empty();) own.contexts.push_back(take(left, "|"));
    }
}

std::optional<Plover> VerbRules::type_of(Cameo c) const { return codes_[static_cast<size_t>(c)].type; }
bool VerbRules::fits(Cameo code, Plover type) const {
  auto own = type_of(code);
  auto yields = [](Plover p) { return p == Plover::CONCEDE || p == Plover::RETREAT; };
  return own && (*own == type || (yields(*own) && yields(type)));
}
std::string_view VerbRules::mode_of(Cameo c) const { return codes_[static_cast<size_t>(c)].mode; }
const std::vector<std::string_view>& VerbRules::contexts_of(Cameo c) const { return codes_[static_cast<size_t>(c)].contexts; }

/// `*` stands for anything, `@deal` for the words of that set.
bool VerbRules::lists(std::string_view list, std::string_view word) const {
  while (!list.empty()) {
    std::string_view item = take(list, "|");
    if (item == "*" || item == word) return true;
    if (!item.starts_with("@") || !sets_) continue;
    for (uint32_t row : sets_.find(item.substr(1)))
      if (in_list(sets_.cell(row, set_words_), word)) return true;
  }
  return false;
}

/// Whether the head of a phrase is in the list; of "hundreds of troops", troops too.
bool VerbRules::head_lists(const Reading& in, uint32_t word, std::string_view list) const {
  if (lists(list, fold(in.node(word).lemma)) || lists(list, fold(in.word(word)))) return true;
  if (!lists("@quantity", fold(in.node(word).lemma))) return false;
  for (uint32_t c = in.syntax.first_child[word]; c != no_word; c = in.syntax.next_sibling[c])
    if (c > word && is(in.node(c).rel, Deprel::nmod) && lists(list, fold(in.node(c).lemma))) return true;
  return false;
}

/// Whether some word of the phrase that `word` heads is in the list.
bool VerbRules::phrase_lists(const Reading& in, uint32_t word, std::string_view list) const {
  Words phrase = noun_phrase(in, word);
  for (uint32_t w = phrase.first; w < phrase.last; ++w)
    if (lists(list, fold(in.node(w).lemma))) return true;
  return false;
}

/// Whether a word of the list stands below the act, outside the one who does it; the act itself counts where a rule gave it its meaning.
bool VerbRules::is_about(const Reading& in, const Draft& d, std::string_view list) const {
  uint32_t top = d.verb != no_word ? d.verb : d.head;
  if (is(in.node(top).rel, Deprel::aux) && in.node(top).head != Node::root) top = in.node(top).head;
  std::vector<uint32_t> words = words_below(in, top, is_passive(in.syntax, top) ? no_word : child(in.syntax, top, Deprel::nsubj));
  return std::any_of(words.begin(), words.end(), [&](uint32_t w) {
    bool itself = w == d.head || w == d.verb;
    return (!itself || d.told_status) && (lists(list, fold(in.node(w).lemma)) || lists(list, fold(in.word(w))));
  });
}

bool VerbRules::holds(const Reading& in, const Draft& d, std::string_view test) const {
  std::string_view name = take(test, " ");
  if (name == "not") return !holds(in, d, test);
  bool verbal = is_verbal(in.syntax, d.head);
  bool whole = name.ends_with("-phrase");
  if (whole) name.remove_suffix(7);
  auto fits_phrase = [&](uint32_t w, std::string_view list) { return whole ? phrase_lists(in, w, list) : head_lists(in, w, list); };
  auto any = [&](const std::vector<uint32_t>& words) { return std::any_of(words.begin(), words.end(), [&](uint32_t w) { return fits_phrase(w, test); }); };
  if (name == "type") return in_list(test, dateline::text(d.type));
  if (name == "is") return test == (verbal ? "verb" : "noun");
  if (name == "object") return any(objects_of(in, d));
  if (name == "subject") return any(subjects_of(in, d));
  if (name == "status") {
    size_t best = std::max_element(d.status.begin(), d.status.end()) - d.status.begin();
    return in_list(test, all_status_texts[best]);
  }
  if (name == "aux" || name == "beside") {
    uint32_t verb = d.verb != no_word ? d.verb : d.head;
    for (uint32_t c = in.syntax.first_child[verb]; c != no_word; c = in.syntax.next_sibling[c]) {
      bool right = name == "aux" ? is(in.node(c).rel, Deprel::aux) : is(in.node(c).rel, Deprel::advmod) || is(in.node(c).rel, Deprel::amod);
      if (right && lists(test, fold(in.node(c).lemma))) return true;
    }
    return false;
  }
  if (name == "passive") return verbal && is_passive(in.syntax, d.head);
  if (name == "source" || name == "target") {
    auto fillers = read_fillers(in, d, name == "source" ? EventRole::source : EventRole::target);
    return std::any_of(fillers.begin(), fillers.end(), [&](const Filler& f) { return in_list(test, text(kind_of(in, f))); });
  }
  if (name == "case") {
    std::string_view prepositions = take(test, " ");
    for (uint32_t c = in.syntax.first_child[d.head]; c != no_word; c = in.syntax.next_sibling[c])
      if (in.node(c).rel == Deprel::compound_prt && in_list(prepositions, in.node(c).lemma))  // "called for a truce" with "for" as its particle
        for (uint32_t o = in.syntax.first_child[d.head]; o != no_word; o = in.syntax.next_sibling[o])
          if ((is(in.node(o).rel, Deprel::obj) || is(in.node(o).rel, Deprel::xcomp)) && fits_phrase(o, test)) return true;
    for (uint32_t head : {d.head, d.verb})
      for (uint32_t c = head == no_word ? no_word : in.syntax.first_child[head]; c != no_word; c = in.syntax.next_sibling[c])
        if ((is(in.node(c).rel, Deprel::obl) || is(in.node(c).rel, Deprel::nmod) || is(in.node(c).rel, Deprel::obj)) &&
            in_list(prepositions, preposition(in, c)) && fits_phrase(c, test))
          return true;
    return false;
  }
  if (name == "part" || name == "then") {
    for (uint32_t c = in.syntax.first_child[d.head]; c != no_word; c = in.syntax.next_sibling[c]) {
      Deprel rel = in.node(c).rel;
      bool right = name == "part" ? rel == Deprel::compound_prt || (is(rel, Deprel::advmod) && in.node(c).upos == Upos::ADP)
                                  : is(rel, Deprel::xcomp) || is(rel, Deprel::ccomp) || is(rel, Deprel::acl) || is(rel, Deprel::advcl);
      if (right && lists(test, fold(in.node(c).lemma))) return true;
    }
    return false;
  }
  if (name == "about") return is_about(in, d, test);
  if (name == "next") return d.head + 1 < in.text.sentences[d.sentence].last && lists(test, fold(in.word(d.head + 1)));
  if (name == "near" || name == "sentence") {
    const Sentence& s = in.text.sentences[d.sentence];
    auto [first, last] = name == "near" ? subtree(in.syntax, clause_head(in.syntax, d.head)) : std::pair(s.first, s.last);
    for (uint32_t w = first; w < last; ++w)
      if (!d.trigger.holds(w) && lists(test, fold(in.node(w).lemma))) return true;
    return false;
  }
  return false;
}

std::optional<Cameo> VerbRules::further_code(std::string_view list, const Draft& d) const {
  std::optional<Cameo> of_root;
  while (!list.empty()) {
    auto finer = parse_cameo(take(list, "|"));
    if (!finer || !fits(*finer, d.type)) continue;
    if (!d.cameo) return finer;
    std::string_view now = text(*d.cameo), then = text(*finer);
    if (then.size() > now.size() && then.starts_with(now)) return finer;
    if (now.substr(0, 2) == then.substr(0, 2) && now != then && !of_root) of_root = finer;
  }
  bool open = d.cameo && (d.code_guessed || (text(*d.cameo).size() == 3 && text(*d.cameo).ends_with('0')));
  return open ? of_root : std::nullopt;
}

/// What a line says where its tests hold, which are left in `tests`; nothing where it cannot speak of the draft.
std::optional<Match> VerbRules::read_line(const Draft& d, const RuleLine& line, std::string_view& tests) const {
  Match m;
  m.at = line.at;
  std::string_view head;
  tests = line.rest;
  if (tests.starts_with("when ")) tests.remove_prefix(5);
  else head = take(tests, " when ");
  m.bare = tests.empty();
  if (line.word == "veto") {
    m.verdict = Verdict::veto;
    return m;
  }
  std::string_view codes = take(head, " ");
  auto cameo = line.word == "refine" ? further_code(codes, d) : parse_cameo(codes);
  if (!cameo || !type_of(*cameo)) return std::nullopt;
  m.cameo = *cameo, m.type = *type_of(*cameo);
  while (!head.empty()) {
    std::string_view option = take(head, " ");
    if (option == "mode") m.mode = take(head, " ");
    else if (option == "whom") m.whom = take(head, " ");
    else if (option == "said") m.said = true;
    else m.status = parse_status(option);  // of a told or overruled event
  }
  m.verdict = line.word == "overrule" ? Verdict::overrule : line.word == "tell" ? Verdict::tell : line.word == "refine" ? Verdict::refine : Verdict::code;
  if (m.verdict == Verdict::code && !fits(m.cameo, d.type)) return std::nullopt;
  if (m.verdict == Verdict::code || m.verdict == Verdict::refine) m.type = d.type;
  return m;
}

std::optional<Match> VerbRules::match_part(const Reading& in, const Draft& d, const RuleFile& file, Verdict kind, Part part) const {
  for (const RuleLine& line : file.lines) {
    if (line.indented || line.word == "word") continue;
    Verdict own = line.word == "tell" ? Verdict::tell : line.word == "refine" ? Verdict::refine : Verdict::code;
    if (own != kind) continue;
    std::string_view tests;
    auto m = read_line(d, line, tests);
    if (!m || (part != Part::all && m->bare != (part == Part::bare))) continue;
    bool all = true;
    while (all && !tests.empty()) all = holds(in, d, take(tests, " and "));
    if (all) return m;
  }
  return std::nullopt;
}

std::optional<Match> VerbRules::match_file(const Reading& in, const Draft& d, const RuleFile& file, Verdict kind) const {
  return match_part(in, d, file, kind, Part::all);
}

/// The form without the longest ending that packs/en/lemma_endings.tsv knows for verbs.
std::string VerbRules::uninflected(std::string_view form) const {
  if (!endings_) return std::string(form);
  int kind = endings_.column("class"), off = endings_.column("off"), on = endings_.column("on");
  for (size_t size = std::min<size_t>(6, form.size() - 1); size > 0; --size)
    for (uint32_t row : endings_.find(form.substr(form.size() - size))) {
      size_t letters = static_cast<size_t>(endings_.cell(row, off)[0] - '0');
      if (endings_.cell(row, kind) == text(Upos::VERB) && letters < form.size())
        return std::string(form.substr(0, form.size() - letters)).append(endings_.cell(row, on));
    }
  return std::string(form);
}

std::vector<std::string> VerbRules::names_of(const Reading& in, uint32_t word) const {
  std::vector<std::string> out = {fold(in.node(word).lemma)};
  std::string form = fold(in.word(word));
  if (form != out.front()) out.push_back(form);  // "talks" where the lemma went wrong
  if (in.node(word).upos == Upos::VERB && form == out.front() && form.size() > 3) out.push_back(uninflected(form));
  return out;
}

std::optional<Match> VerbRules::tells(const Reading& in, const Draft& d) const {
  for (const std::string& name : names_of(in, d.head))
    if (auto found = tellers_of_.find(name); found != tellers_of_.end())
      for (size_t i : found->second)
        if (auto m = match_file(in, d, files_[i], Verdict::tell)) return m;
  return std::nullopt;
}

std::optional<Match> VerbRules::match_word(const Reading& in, const Draft& d, std::string_view word, Part part) const {
  auto found = files_of_.find(word);
  if (found == files_of_.end()) return std::nullopt;
  for (size_t i : found->second)
    if (auto m = match_part(in, d, files_[i], Verdict::code, part)) return m;
  return std::nullopt;
}

std::optional<Match> VerbRules::first_match(const Reading& in, const Draft& d) const {
  if (auto m = match_word(in, d, "first", Part::all)) return m;
  std::vector<uint32_t> words = {d.head};
  if (d.verb != no_word) words.push_back(d.verb);
  for (uint32_t w = d.trigger.first; w < d.trigger.last; ++w)
    if (std::find(words.begin(), words.end(), w) == words.end()) words.push_back(w);
  for (Part part : {Part::tested, Part::bare}) {
    for (uint32_t w : words)
      for (const std::string& name : names_of(in, w))
        if (auto m = match_word(in, d, name, part)) return m;
    if (part == Part::tested)
      if (auto m = match_word(in, d, "content", Part::all)) return m;
  }
  return match_word(in, d, "last", Part::all);
}

std::optional<Match> VerbRules::refinement(const Reading& in, const Draft& d) const {
  auto found = files_of_.find("content");
  if (found == files_of_.end()) return std::nullopt;
  for (size_t i : found->second)
    if (auto m = match_file(in, d, files_[i], Verdict::refine)) return m;
  return std::nullopt;
}

}  // namespace dateline
