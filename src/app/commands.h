// What each command of the command line does, with its options already understood.
#pragma once

#include <string>
#include <vector>

#include "app/listing.h"
#include "report/report.h"

namespace dateline {

struct Inputs {
  std::string where = "-", published, format;
  unsigned jobs = 0;  // threads; 0: as many as there are cores
};
struct EnginePaths {
  std::string pack, model;  // the compiled pack, the folder of models
  std::string model_name = "accurate";
  std::vector<std::string> folders;  // of a person's own pack, put above the compiled one in this order
  bool lenient = false;              // rows of them that are wrong are told of and left out
};
struct ReadCommand {
  Inputs inputs;
  ReadOptions options;
  bool json = false;
  std::string html;  // where to write pages, if anywhere
};
struct ParseCommand {
  Inputs inputs;
  bool conllu = true;
};
struct ExplainCommand {
  Inputs inputs;
  std::vector<std::string> claims;
};
struct WordsCommand {
  Inputs inputs;
};

/// Beside the program (share/dateline), else where they were built.
EnginePaths default_paths();

/// Each returns the exit code.
int run(const ReadCommand&, const EnginePaths&);
int run(const ParseCommand&, const EnginePaths&);
int run(const ExplainCommand&, const EnginePaths&);
int run(const WordsCommand&, const EnginePaths&);
int run(const LookupCommand&, const EnginePaths&);
enum class Listed { places, actors };
int run(const ListCommand&, Listed, const EnginePaths&);
/// Lists the models and holds each of their files against its hash.
int run_models(const EnginePaths&);
int run_version(const EnginePaths&);

}  // namespace dateline
