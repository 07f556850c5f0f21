// The command line: what it understands and what each command does. Exit codes: 0 fine, 1 some inputs failed, 2 usage, 3 bad pack or model, 4 limit, 130
// interrupted.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
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
)";

void add_inputs(CLI::App* command, Inputs& in) {
  command->add_option("input", in.where, "a file, a folder, or - for standard input (the default)");
  command->add_option("--published", in.published, "the day of publication, where the input does not bring it (2019-04-25)");
  command->add_option("--from", in.format, "what the input is: text, html or jsonl")->check(CLI::IsMember({"text", "html", "jsonl"}));
}

/// Where pack and model lie: as told, else beside the program, else where they were built.
void add_engine_paths(CLI::App& app, EnginePaths& paths) {
  app.add_option("--pack", paths.pack, "the compiled pack")->envname("DATELINE_PACK");
  app.add_option("--model-dir", paths.model, "the folder of the network")->envname("DATELINE_MODEL");
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
  add_engine_paths(app, paths);

  ReadCommand read;
  CLI::App* read_app = app.add_subcommand("read", "read reports into records");
  add_inputs(read_app, read.inputs);
  read_app->add_flag("--json", read.json, "write each record as one line of JSON");
  read_app->add_option("--html", read.html, "write a page to look at: a file for one report, a folder for many");
  read_app->add_flag("--all-predicates", read.options.all_predicates, "also the predicates that have no code");
  read_app->footer(examples);

  ParseCommand parse;
  CLI::App* parse_app = app.add_subcommand("parse", "write words, trees and chains");
  add_inputs(parse_app, parse.inputs);
  parse_app->add_flag("--conllu", parse.conllu, "as CoNLL-U (the default)");

  ExplainCommand explain;
  CLI::App* explain_app = app.add_subcommand("explain", "show why a claim stands in the record");
  explain_app->add_option("input", explain.inputs.where, "a file with one report")->required();
  explain_app->add_option("claim", explain.claims, "ids of claims: e3, a1, s2; all where none is given");
  explain_app->add_option("--published", explain.inputs.published, "the day of publication");

  WordsCommand words;
  CLI::App* words_app = app.add_subcommand("words", "write the words of texts, as training reads them");
  add_inputs(words_app, words.inputs);

  CLI::App* version_app = app.add_subcommand("version", "show the versions of engine, model and pack");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return usage_error(app, e, argc, argv);
  }
  if (*read_app) return run(read, paths);
  if (*parse_app) return run(parse, paths);
  if (*explain_app) return run(explain, paths);
  if (*words_app) return run(words, paths);
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
