// The command line: what it understands and what each command does. Exit codes: 0 fine, 1 some inputs failed, 2 usage, 3 bad pack or model, 4 limit, 130
// interrupted.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "app/commands.h"
#include "app/suggest.h"

namespace {

using namespace dateline;

constexpr const char* examples = R"(Examples:
  dateline read report.txt --published 2019-04-25   read one report, show it
  dateline read reports/ --json > records.jsonl     read a folder, one record a line
  dateline read --from jsonl --json < in.jsonl      read JSON lines from standard input
  dateline read report.txt --html page.html         write a page that shows and explains it
  dateline explain report.txt e3                    why event e3 stands in the record
  dateline parse report.txt --conllu                words, trees and chains as CoNLL-U
  dateline read report.txt --pack mine/             with a pack of your own above the one that comes with dateline
  dateline lookup Georgia --on 2019-04-25           what the packs know of a name, and which of it wins
  dateline gazetteer Spring --country USA           places whose names begin so, as a table
  dateline actors --kind person --country KEN       people, organisations, countries and agents, as a table
)";

void add_inputs(CLI::App* command, Inputs& in) {
  command->add_option("input", in.where, "a file, a folder, or - for standard input (the default)");
  command->add_option("--published", in.published, "the day of publication, where the input does not bring it (2019-04-25)");
  command->add_option("--from", in.format, "what the input is: text, html or jsonl")->check(CLI::IsMember({"text", "html", "jsonl"}));
}

void add_jobs(CLI::App* command, Inputs& in) {
  command
      ->add_option("-j,--jobs", in.jobs,
                   "how many reports are read beside each other; as many as there are cores where not told. Changes no byte of the output")
      ->check(CLI::Range(1u, 256u));
}

/// Where pack and model lie: as told, else beside the program, else where they were built.
void add_engine_paths(CLI::App& app, EnginePaths& paths, std::vector<std::string>& packs) {
  app.add_option("--pack", packs, "the compiled pack, or a folder with a pack of your own that is put above it; may be given several times")
      ->envname("DATELINE_PACK")
      ->allow_extra_args(false);
  app.add_flag("--lenient", paths.lenient, "leave out the rows of your own pack that are wrong, instead of stopping");
  app.add_option("--model", paths.model_name, "which model reads: accurate (the default) or fast; dateline model lists them");
  app.add_option("--model-dir", paths.model, "the folder of the models")->envname("DATELINE_MODEL");
}

/// Folders are put above the compiled pack in the order given.
void sort_packs(const std::vector<std::string>& packs, EnginePaths& paths) {
  for (const std::string& pack : packs) {
    std::error_code failed;
    if (std::filesystem::is_directory(pack, failed)) paths.folders.push_back(pack);
    else paths.pack = pack;
  }
}

void add_list_options(CLI::App* command, ListCommand& list) {
  command->add_option("text", list.text, "what the name begins with; case and accents do not matter");
  command->add_flag("--within", list.within, "the text may stand anywhere in the name");
  command->add_option("--country", list.country, "of this country only (ISO 3166 alpha-3: KEN)");
  command->add_option("--limit", list.limit, "at most so many rows");
  command->add_flag("--json", list.json, "one JSON object a line");
}

extern "C" void on_interrupt(int) {
  static const char note[] = "\ninterrupted\n";
  [[maybe_unused]] auto written = write(2, note, sizeof note - 1);
  _exit(130);
}

int usage_error(const CLI::App& app, const CLI::ParseError& e, int argc, char** argv) {
  if (e.get_exit_code() == 0) return app.exit(e);
  std::string line = e.what();
  if (argc > 1 && argv[1][0] != '-' && app.get_subcommands().empty()) line = std::string("no such command: ") + argv[1];
  if (std::string near = suggest(app, argc, argv); !near.empty()) line += "; did you mean " + near + "?";
  std::fprintf(stderr, "dateline: %s; see dateline --help\n", line.c_str());
  return 2;
}

int run_command_line(int argc, char** argv) {
  CLI::App app{std::string("Reads news reports and writes down, as data, what they say happened.\n\n") + examples, "dateline"};
  app.require_subcommand(1);
  app.fallthrough();
  EnginePaths paths = default_paths();
  std::vector<std::string> packs;
  add_engine_paths(app, paths, packs);

  ReadCommand read;
  CLI::App* read_app = app.add_subcommand("read", "read reports into records");
  add_inputs(read_app, read.inputs);
  add_jobs(read_app, read.inputs);
  read_app->add_flag("--json", read.json, "write each record as one line of JSON");
  read_app->add_option("--html", read.html, "write a page to look at: a file for one report, a folder for many");
  read_app->add_flag("--all-predicates", read.options.all_predicates, "also the predicates that have no code");
  read_app->footer(examples);

  ParseCommand parse;
  CLI::App* parse_app = app.add_subcommand("parse", "write words, trees and chains");
  add_inputs(parse_app, parse.inputs);
  add_jobs(parse_app, parse.inputs);
  parse_app->add_flag("--conllu", parse.conllu, "as CoNLL-U (the default)");

  ExplainCommand explain;
  CLI::App* explain_app = app.add_subcommand("explain", "show why a claim stands in the record");
  explain_app->add_option("input", explain.inputs.where, "a file with one report")->required();
  explain_app->add_option("claim", explain.claims, "ids of claims: e3, a1, s2; all where none is given");
  explain_app->add_option("--published", explain.inputs.published, "the day of publication");

  WordsCommand words;
  CLI::App* words_app = app.add_subcommand("words", "write the words of texts, as training reads them");
  add_inputs(words_app, words.inputs);

  LookupCommand lookup;
  CLI::App* lookup_app = app.add_subcommand("lookup", "show what the packs know of a name, and which of it wins");
  lookup_app->add_option("name", lookup.name, "a name, as reports write it")->required();
  lookup_app->add_option("--on", lookup.on, "the day: who is in office then (2019-04-25)");
  lookup_app->add_flag("--json", lookup.json, "one JSON object a line");

  ListCommand places;
  CLI::App* gazetteer_app = app.add_subcommand("gazetteer", "list and search the places");
  add_list_options(gazetteer_app, places);
  gazetteer_app->add_option("--kind", places.kind, "capital, town, state, county or region; or a GeoNames code (SEA)");

  ListCommand actors;
  CLI::App* actors_app = app.add_subcommand("actors", "list and search people, organisations, countries and agents");
  add_list_options(actors_app, actors);
  actors_app->add_option("--kind", actors.kind, "person, organisation, country or agent; or a kind of organisation (PARTY)");
  actors_app->add_option("--role", actors.role, "of this role only (GOV, MIL, REB …)");
  actors_app->add_option("--on", actors.on, "in office, or in being, on this day (2019-04-25)");

  CLI::App* model_app = app.add_subcommand("model", "list the models and check that their files are whole");
  CLI::App* version_app = app.add_subcommand("version", "show the versions of engine, model and pack");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return usage_error(app, e, argc, argv);
  }
  sort_packs(packs, paths);
  if (*read_app) return run(read, paths);
  if (*parse_app) return run(parse, paths);
  if (*explain_app) return run(explain, paths);
  if (*words_app) return run(words, paths);
  if (*lookup_app) return run(lookup, paths);
  if (*gazetteer_app) return run(places, Listed::places, paths);
  if (*actors_app) return run(actors, Listed::actors, paths);
  if (*model_app) return run_models(paths);
  if (*version_app) return run_version(paths);
  return 2;
}

}  // namespace

int main(int argc, char** argv) try {
  std::signal(SIGINT, on_interrupt);
  std::ios::sync_with_stdio(false);
  return run_command_line(argc, argv);
} catch (const std::exception& e) {  // out of memory, in the main: whatever was written so far stands
  std::fprintf(stderr, "dateline: %s; give less at a time\n", e.what());
  return 4;
}
