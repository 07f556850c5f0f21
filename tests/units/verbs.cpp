// The yes and no lines of packs/en/verbs: each rule speaks on its yes sentences and not on its no sentences, wherever the network sees its events.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "events/rules.h"

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
  auto code = parse_cameo(rule.rest.substr(0, rule.rest.find(' ')));
  return code ? rules.type_of(*code) : std::nullopt;
}

bool names_word(const RuleFile& file, const Reading& in, const VerbRules& rules, uint32_t w) {
  for (const RuleLine& line : file.lines)
    if (line.word == "word") {
      if (line.rest == "first" || line.rest == "last") return in.node(w).upos == Upos::VERB || in.node(w).upos == Upos::NOUN;
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
    auto m = rules.match_file(in, drafts.front(), *e.file, e.rule->word == "tell");
    if (m && m->at.line == e.rule->at.line) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("each rule of packs/en/verbs speaks where it says yes and is silent where it says no") {
  const char* given = std::getenv("DATELINE_MODEL");
  std::filesystem::path folder = given ? given : DATELINE_SOURCE_DIR "/models";
  if (!std::filesystem::exists(folder / "accurate" / "model.xml")) {
    MESSAGE("no model in " << folder.string() << ": the rules' examples are not read");
    return;
  }
  auto pack = open_pack(DATELINE_BUILD_DIR "/dateline.pack");
  auto model = open_model(folder);
  REQUIRE(pack);
  REQUIRE(model);
  auto files = pack->rules("en/verbs");
  auto examples = examples_of(files);
  CHECK(examples.size() > 300);

  Source source;
  source.clean = true;
  for (const Example& e : examples) source.bytes += e.text + "\n\n";
  Trail trail;
  Article article = read_page(source, *pack, trail);
  Text text = split(article, *pack);
  Signals signals = run(text, article.text, *model);
  Syntax syntax = parse(text, article.text, signals, *model, *pack);
  Names names;  // kinds of actors are not looked at here
  std::vector<Time> times;
  std::vector<Place> places;
  std::vector<Statement> statements;
  Reading in{article, text, signals, syntax, names, times, places, statements, *model, *pack, trail};
  VerbRules rules(*pack);
  size_t at = 0;
  uint32_t sentence = 0;
  for (Example& e : examples) {
    at = article.text.find(e.text, at);
    REQUIRE_MESSAGE(at != std::string::npos, e.text);
    while (sentence + 1 < text.sentences.size() && text.sentences[sentence].span.begin < at) ++sentence;
    e.sentence = sentence;
    at += 1;
    std::string where = pack->name_of(e.line->at) + ": " + e.text;
    if (e.line->word == "yes") CHECK_MESSAGE(speaks(in, rules, e), where);
    else CHECK_MESSAGE(!speaks(in, rules, e), where);
  }
}
