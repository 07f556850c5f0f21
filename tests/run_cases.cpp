// run_cases [--accept] --pack FILE --model-dir DIR CASES…   reads each case and compares what comes out with what stands there.
// `wrong: reason` in a case's head says that the lines below are a known fault; the case fails when they change, so that the fault's end is seen.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "case_lines.h"

namespace {

namespace fs = std::filesystem;
using namespace dateline;

struct Case {
  std::string head, text, want;
  std::map<std::string, std::string> fields;  // published, uri, compare, clean, type, file, wrong
};

std::optional<Case> parse_case(const std::string& all) {
  size_t first = all.find("\n---\n"), last = first == std::string::npos ? first : all.find("\n---\n", first + 4);
  if (last == std::string::npos) return std::nullopt;
  Case c{all.substr(0, first + 1), all.substr(first + 5, last - first - 5), all.substr(last + 5), {}};
  std::istringstream head(c.head);
  for (std::string line; std::getline(head, line);) {
    size_t colon = line.find(':');
    if (line.starts_with('#') || colon == std::string::npos) continue;
    size_t value = line.find_first_not_of(' ', colon + 1);
    c.fields[line.substr(0, colon)] = value == std::string::npos ? "" : line.substr(value);
  }
  return c;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return std::move(all).str();
}

/// `path` is the case's own: `file: NAME` in its head names a file beside it, read instead of a text.
std::string read_case(const Case& c, const fs::path& path, const Engine& engine) {
  auto field = [&](const char* name) { return c.fields.contains(name) ? c.fields.at(name) : std::string(); };
  Source source;
  source.id = "case";
  source.bytes = field("file").empty() ? c.text : bytes_of(path.parent_path() / field("file"));
  source.published = field("published");
  source.uri = field("uri");
  source.clean = field("clean") == "yes";
  if (field("type") == "html") source.media_type = MediaType::html;
  Report report = read(std::move(source), engine);
  std::string out;
  std::istringstream sections(field("compare"));
  for (std::string section; std::getline(sections, section, ',');) {
    section.erase(std::remove(section.begin(), section.end(), ' '), section.end());
    auto lines = lines_of(report, section);
    if (!lines) return fmt::format("no such section to compare: {}\n", section);
    for (const auto& line : *lines) {
      out += line;
      out += '\n';
    }
  }
  return out;
}

void show_difference(const std::string& want, const std::string& got) {
  auto print = [](const char* mark, const std::string& text, const std::string& other) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
      if (("\n" + other).find("\n" + line + "\n") == std::string::npos) fmt::print("  {} {}\n", mark, line);
  };
  print("-", want, got);
  print("+", got, want);
}

}  // namespace

int main(int argc, char** argv) {
  bool accept = false;
  std::string pack_path, model_dir;
  std::vector<fs::path> files;
  for (int i = 1; i < argc; ++i) {
    std::string arg = argv[i];
    if (arg == "--accept") accept = true;
    else if (arg == "--pack" && i + 1 < argc) pack_path = argv[++i];
    else if (arg == "--model-dir" && i + 1 < argc) model_dir = argv[++i];
    else if (fs::is_directory(arg)) {
      for (const auto& entry : fs::recursive_directory_iterator(arg))
        if (entry.path().extension() == ".case") files.push_back(entry.path());
    } else files.push_back(arg);
  }
  std::ranges::sort(files);
  auto pack = open_pack(pack_path);
  if (!pack) return fmt::print(stderr, "{}\n", pack.error().line()), 3;
  auto model = open_model(model_dir);
  if (!model) return fmt::print(stderr, "{}\n", model.error().line()), 3;
  Engine engine{std::move(*pack), std::move(*model)};
  int passed = 0, failed = 0;
  for (const auto& file : files) {
    auto one = parse_case(bytes_of(file));
    std::string got = one ? read_case(*one, file, engine) : std::string();
    if (one && got == one->want) {
      ++passed;
      continue;
    }
    if (one && accept) {
      std::ofstream(file, std::ios::binary) << one->head << "---\n" << one->text << "\n---\n" << got;
      fmt::print("accepted {}\n", file.string());
      continue;
    }
    ++failed;
    fmt::print("failed {}{}\n", file.string(), one ? "" : ": not a case (head, text and expectation between lines of ---)");
    if (one) show_difference(one->want, got);
  }
  fmt::print("{} passed, {} failed\n", passed, failed);
  return failed ? 1 : 0;
}
