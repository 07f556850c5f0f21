// The yes and no lines of packs/en/verbs, packs/en/contexts.tsv and packs/en/modes.tsv: each rule and row speaks on its yes sentences and not on its no
// sentences.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "events/rules.h"
#include "events/topics.h"

using namespace dateline;

namespace {

struct Example {
  const RuleFile* file;
  const RuleLine* rule;
  const RuleLine* line;
  std::string text;
  uint32_t sentence = 0;
};

std::vector<Example> examples_of(const std::vector<RuleFile>& files) {
  std::vector<Example> out;
  for (const RuleFile& file : files) {
    const RuleLine* rule = nullptr;
    for (const RuleLine& line : file.lines) {
      if (!line.indented) rule = &line;
      else if (rule) out.push_back({&file, rule, &line, std::string(line.rest)});
    }
  }
  return out;
}

/// The type for which the rule is tried: the one that it asks for, else that of its code, else what the network sees.
std::optional<Plover> type_for(const VerbRules& rules, const RuleLine& rule) {
  std::string_view rest = rule.rest;
  if (size_t at = rest.find("type "); at != std::string_view::npos && (at < 4 || rest.substr(at - 4, 4) != "not ")) {
    rest.remove_prefix(at + 5);
    return parse_plover(rest.substr(0, rest.find_first_of("| ")));
  }
  if (rule.word == "veto") return std::nullopt;
  auto code = parse_cameo(rule.rest.substr(0, rule.rest.find_first_of(" |")));
  return code ? rules.type_of(*code) : std::nullopt;
}

bool names_word(const RuleFile& file, const Reading& in, const VerbRules& rules, uint32_t w) {
  for (const RuleLine& line : file.lines)
    if (line.word == "word") {
      if (line.rest == "first" || line.rest == "last" || line.rest == "content") return in.node(w).upos == Upos::VERB || in.node(w).upos == Upos::NOUN;
      std::string list = "|" + std::string(line.rest) + "|";
      for (const std::string& name : rules.names_of(in, w))
        if (list.find("|" + name + "|") != std::string::npos) return true;
    }
  return false;
}

bool speaks(const Reading& in, const VerbRules& rules, const Example& e) {
  const Sentence& s = in.text.sentences[e.sentence];
  for (uint32_t w = s.first; w < s.last; ++w) {
    if (!names_word(*e.file, in, rules, w)) continue;
    std::vector<Draft> drafts = {predicate_at(in, e.sentence, {w, w + 1})};
    if (auto type = type_for(rules, *e.rule)) drafts.front().type = *type;
    join_phrases(in, drafts);
    if (drafts.empty()) continue;
    Verdict kind = e.rule->word == "tell" ? Verdict::tell : e.rule->word == "refine" ? Verdict::refine : Verdict::code;
    auto m = rules.match_file(in, drafts.front(), *e.file, kind);
    if (m && m->at.line == e.rule->at.line) return true;
  }
  return false;
}

/// Sentences read as far as the rules look: with trees, without names (kinds of actors are not looked at here).
struct ReadTexts {
  Result<Pack> pack = open_pack(DATELINE_BUILD_DIR "/dateline.pack");
  Result<Model> model;
  Trail trail;
  Article article;
  Text text;
  Signals signals;
  Syntax syntax;
  Names names;
  std::vector<Time> times;
  std::vector<Place> places;
  std::vector<Statement> statements;
  std::optional<Reading> in;
  std::vector<uint32_t> sentence_of;  // of each text given

  static std::filesystem::path models() {
    const char* given = std::getenv("DATELINE_MODEL");
    return given ? given : DATELINE_SOURCE_DIR "/models";
  }
  static bool can_read() {
    bool can = std::filesystem::exists(models() / "accurate" / "model.xml");
    if (!can) MESSAGE("no model in " << models().string() << ": the examples are not read");
    return can;
  }
  ReadTexts() : model(open_model(models())) {
    REQUIRE(pack);
    REQUIRE(model);
  }
  void read(const std::vector<std::string>& texts) {
    Source source;
    source.clean = true;
    for (const std::string& t : texts) source.bytes += t + "\n\n";
    article = read_page(source, *pack, trail);
    text = split(article, *pack);
    signals = run(text, article.text, *model);
    syntax = parse(text, article.text, signals, *model, *pack);
    in.emplace(Reading{article, text, signals, syntax, names, times, places, statements, *model, *pack, trail});
    size_t at = 0;
    uint32_t sentence = 0;
    for (const std::string& t : texts) {
      at = article.text.find(t, at);
      REQUIRE_MESSAGE(at != std::string::npos, t);
      while (sentence + 1 < text.sentences.size() && text.sentences[sentence].span.begin < at) ++sentence;
      sentence_of.push_back(sentence);
      at += 1;
    }
  }
  uint32_t root_of(uint32_t sentence) const { return head_of(syntax, text.sentences[sentence].first, text.sentences[sentence].last); }
};

/// A row of a table of words with its two sentences.
struct RowExample {
  uint32_t row;
  bool yes;
};

std::vector<RowExample> rows_with_texts(const Table& table, std::vector<std::string>& texts) {
  std::vector<RowExample> out;
  for (uint32_t row = 0; row < table.rows(); ++row)
    for (bool yes : {true, false}) {
      out.push_back({row, yes});
      texts.emplace_back(table.cell(row, table.column(yes ? "yes" : "no")));
    }
  return out;
}

/// Asks of each row's sentences whether the row speaks of their main act; `speaks` has the draft and the row.
template <class Speaks>
void check_rows(std::string_view name, Speaks speaks) {
  if (!ReadTexts::can_read()) return;
  ReadTexts s;
  Table table = s.pack->table(name);
  REQUIRE(table);
  std::vector<std::string> texts;
  auto examples = rows_with_texts(table, texts);
  s.read(texts);
  Topics topics(*s.pack);
  for (size_t i = 0; i < examples.size(); ++i) {
    uint32_t root = s.root_of(s.sentence_of[i]);
    std::vector<Draft> drafts = {predicate_at(*s.in, s.sentence_of[i], {root, root + 1})};
    std::string where = s.pack->name_of(table.where(examples[i].row)) + ": " + texts[i];
    CHECK_MESSAGE(speaks(*s.in, topics, drafts.front(), examples[i].row) == examples[i].yes, where);
  }
}

}  // namespace

TEST_CASE("each rule of packs/en/verbs speaks where it says yes and is silent where it says no") {
  if (!ReadTexts::can_read()) return;
  ReadTexts s;
  auto files = s.pack->rules("en/verbs");
  auto examples = examples_of(files);
  CHECK(examples.size() > 300);
  std::vector<std::string> texts;
  for (const Example& e : examples) texts.push_back(e.text);
  s.read(texts);
  VerbRules rules(*s.pack);
  for (size_t i = 0; i < examples.size(); ++i) {
    Example& e = examples[i];
    e.sentence = s.sentence_of[i];
    std::string where = s.pack->name_of(e.line->at) + ": " + e.text;
    if (e.line->word == "yes") CHECK_MESSAGE(speaks(*s.in, rules, e), where);
    else CHECK_MESSAGE(!speaks(*s.in, rules, e), where);
  }
}

TEST_CASE("each row of packs/en/contexts.tsv speaks of the main act of its yes sentence and not of that of its no sentence") {
  check_rows("en/contexts", [](const Reading& in, const Topics& topics, const Draft& d, uint32_t row) {
    for (Topic t : topics.contexts_of(in, d))
      if (t.row == row) return true;
    return false;
  });
}

TEST_CASE("each row of packs/en/modes.tsv gives its mode to the main act of its yes sentence and not to that of its no sentence") {
  check_rows("en/modes", [](const Reading& in, const Topics& topics, Draft d, uint32_t row) {
    Table modes = in.pack.table("en/modes");
    std::string_view types = modes.cell(row, modes.column("types"));
    for (; !types.empty(); types = types.substr(std::min(types.find(' ') + 1, types.size()))) {
      d.type = *parse_plover(types.substr(0, types.find(' ')));
      auto t = topics.mode_of(in, d);
      if (t && t->row == row) return true;
      if (types.find(' ') == types.npos) break;
    }
    return false;
  });
}
