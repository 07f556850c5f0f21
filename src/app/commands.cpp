#include "app/commands.h"

#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/in_order.h"
#include "app/pages.h"

namespace dateline {
namespace {

void complain(const Error& error) { fmt::print(stderr, "dateline: {}\n", error.line()); }

int exit_code(const Error& error) {
  switch (error.kind) {
    case Error::Kind::input: return 1;
    case Error::Kind::usage: return 2;
    case Error::Kind::resource: return 3;
    case Error::Kind::limit: return 4;
  }
  return 1;
}

/// The compiled pack with the folders above it. Each row of a folder that is wrong is told of; without --lenient it ends the run.
Result<Pack> open_packs(const EnginePaths& paths) {
  constexpr size_t most_told = 20;
  auto pack = open_pack(paths.pack);
  for (const std::string& folder : pack ? paths.folders : std::vector<std::string>()) {
    std::vector<Error> faults;
    auto added = add_folder(*pack, folder, paths.lenient, faults);
    for (size_t i = 0; i < faults.size() && i < most_told && (paths.lenient || faults.size() > 1); ++i) complain(faults[i]);
    if (!added) return std::unexpected(added.error());
    if (!faults.empty()) fmt::print(stderr, "dateline: {}: {} faults; the rest of the pack is used\n", folder, faults.size());
  }
  return pack;
}

Result<Engine> open_engine(const EnginePaths& paths) {
  auto pack = open_packs(paths);
  if (!pack) return std::unexpected(pack.error());
  auto model = open_model(paths.model, {paths.model_name});
  if (!model) return std::unexpected(model.error());
  malloc_trim(0);  // opening a model takes more than reading with it
  return Engine{std::move(*pack), std::move(*model)};
}

Result<FeedOptions> feed_options(const Inputs& in) {
  FeedOptions out;
  out.published = in.published;
  if (!in.published.empty() && !parse_day(in.published))
    return std::unexpected(Error{Error::Kind::usage, "bad-date", "no ISO date: " + in.published, "--published", "write it as 2019-04-25"});
  if (in.format == "text") out.format = InputFormat::text;
  if (in.format == "html") out.format = InputFormat::html;
  if (in.format == "jsonl") out.format = InputFormat::jsonl;
  return out;
}

bool write_out(std::string_view text) { return std::fwrite(text.data(), 1, text.size(), stdout) == text.size(); }

/// Was all of the output written? Complains where not.
bool written_well() {
  if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return true;
  complain({Error::Kind::input, "cannot-write", "the output could not be written", "standard output", "check the disk or the pipe"});
  return false;
}

/// How a long run is told on a terminal: the count so far, in place.
class Progress {
 public:
  explicit Progress(bool shown) : shown_(shown && isatty(2)) {}
  ~Progress() { clear(); }
  void count() {
    if (shown_ && ++read_ % 16 == 0) fmt::print(stderr, "\r{} reports read", read_);
  }
  void clear() {
    if (shown_ && read_ >= 16) fmt::print(stderr, "\r\x1b[K");
  }

 private:
  bool shown_;
  uint64_t read_ = 0;
};

/// Hands each good input to `each`, tells of each bad one and goes on. Limits and bad inputs are counted in the exit code.
int for_each_source(const Inputs& inputs, Progress& progress, const std::function<void(Source)>& each,
                    const std::function<void(const std::string&, const Error&)>& failed) {
  auto options = feed_options(inputs);
  if (!options) return complain(options.error()), exit_code(options.error());
  auto feed = open_feed(inputs.where, *options);
  if (!feed) return complain(feed.error()), exit_code(feed.error());
  int code = 0;
  while (auto item = (*feed)->next()) {
    if (item->source) {
      each(std::move(*item->source));
    } else {
      progress.clear();
      complain(item->source.error());
      failed(item->id, item->source.error());
      code = std::max(code, exit_code(item->source.error()));
    }
    progress.count();
    if (std::ferror(stdout)) break;
  }
  return written_well() ? code : 1;
}

/// How many threads may read: as told, else a thread a core; one report needs but one.
unsigned jobs_for(const Inputs& in) {
  std::error_code failed;
  const bool lines = in.format == "jsonl" || (in.format.empty() && (in.where.ends_with(".jsonl") || in.where.ends_with(".ndjson")));
  if (!lines && (in.where == "-" || !std::filesystem::is_directory(in.where, failed))) return 1;
  return in.jobs > 0 ? in.jobs : std::max(1u, std::thread::hardware_concurrency());
}

/// Reads every input and writes what `text_of` makes of it, in the order of the inputs whatever the number of threads.
int write_each(const Inputs& in, const Engine& engine, const ReadOptions& options, const std::function<std::string(const Report&)>& text_of,
               const std::function<void(const std::string& id, const Result<std::string>&)>& write, Progress progress) {
  auto feed_opts = feed_options(in);
  if (!feed_opts) return complain(feed_opts.error()), exit_code(feed_opts.error());
  auto feed = open_feed(in.where, *feed_opts);
  if (!feed) return complain(feed.error()), exit_code(feed.error());
  int code = 0;
  Work work;
  work.jobs = jobs_for(in);
  work.at_hand = [&] { return in.where != "-" || std::cin.rdbuf()->in_avail() > 0; };
  work.texts_of = [&](std::vector<Source> sources) {
    std::vector<std::string> out;
    for (const Report& report : read(std::move(sources), engine, options)) out.push_back(text_of(report));
    return out;
  };
  work.write = [&](const std::string& id, Result<std::string> text) {
    if (!text) {
      progress.clear();
      complain(text.error());
      code = std::max(code, exit_code(text.error()));
    }
    write(id, text);
    if (in.where == "-") std::fflush(stdout);  // whoever asks through a pipe may wait for the answer
    progress.count();
    return !std::ferror(stdout);
  };
  work_in_order(**feed, work);
  return written_well() ? code : 1;
}

std::string dump(const nlohmann::ordered_json& json) { return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

/// A line in the place of a record that could not be made.
std::string error_line(const std::string& id, const Error& error) {
  return dump({{"source", {{"id", id}}}, {"error", {{"code", error.code}, {"what", error.line()}}}});
}

std::vector<std::string> all_claims(const Report& r) {
  std::vector<std::string> out;
  auto add = [&](char letter, size_t count) {
    for (size_t i = 1; i <= count; ++i) out.push_back(fmt::format("{}{}", letter, i));
  };
  add('a', r.names.actors.size());
  add('p', r.places.size());
  add('t', r.times.size());
  add('s', r.statements.size());
  add('e', r.events.events.size());
  add('r', r.events.relations.size());
  return out;
}

/// `read --html`: pages, and with --json the records too. A page that can't be written ends the run: the next would fail like it.
int write_pages(const ReadCommand& command, const Engine& engine) {
  auto pages = Pages::open(command.html, command.inputs);
  if (!pages) return complain(pages.error()), exit_code(pages.error());
  Progress progress(true);
  std::optional<Error> unwritten;
  auto show = [&](Source source) {
    if (unwritten) return;
    Report report = read(std::move(source), engine, command.options);
    nlohmann::ordered_json record = to_json(report, engine);
    if (command.json) write_out(dump(record) + "\n");
    if (auto added = pages->add(record, report, engine.pack); !added) unwritten = added.error();
  };
  int code = for_each_source(command.inputs, progress, show, [&](const std::string& id, const Error& error) {
    if (command.json) write_out(error_line(id, error) + "\n");
    pages->add_fault(id, error);
  });
  auto written = unwritten ? Result<std::string>(std::unexpected(*unwritten)) : pages->finish();
  if (!written) return complain(written.error()), exit_code(written.error());
  if (!written->empty()) fmt::print(command.json ? stderr : stdout, "{}\n", *written);
  return code;
}

}  // namespace

EnginePaths default_paths() {
  char self[4096];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self);
  std::filesystem::path share = std::filesystem::path(std::string(self, length > 0 ? static_cast<size_t>(length) : 0)).parent_path() / "../share/dateline";
  std::error_code failed;
  if (std::filesystem::exists(share / "dateline.pack", failed)) return {(share / "dateline.pack").string(), (share / "models").string()};
  return {DATELINE_BUILT_PACK, DATELINE_BUILT_MODEL};
}

int run(const ReadCommand& command, const EnginePaths& paths) {
  auto engine = open_engine(paths);
  if (!engine) return complain(engine.error()), exit_code(engine.error());
  if (!command.html.empty()) return write_pages(command, *engine);
  const bool colour = isatty(1);
  bool first = true;
  return write_each(
      command.inputs, *engine, command.options,
      [&](const Report& report) { return command.json ? dump(to_json(report, *engine)) + "\n" : to_view(report, engine->pack, colour); },
      [&](const std::string& id, const Result<std::string>& text) {
        if (!text) return command.json ? void(write_out(error_line(id, text.error()) + "\n")) : void();
        if (!command.json && !first) write_out("\n" + std::string(80, '-') + "\n\n");
        write_out(*text);
        first = false;
      },
      Progress(!isatty(1)));
}

int run(const ParseCommand& command, const EnginePaths& paths) {
  auto engine = open_engine(paths);
  if (!engine) return complain(engine.error()), exit_code(engine.error());
  return write_each(
      command.inputs, *engine, {}, [](const Report& report) { return to_conllu(report); },
      [](const std::string&, const Result<std::string>& text) {
        if (text) write_out(*text);
      },
      Progress(!isatty(1)));
}

int run(const ExplainCommand& command, const EnginePaths& paths) {
  auto engine = open_engine(paths);
  if (!engine) return complain(engine.error()), exit_code(engine.error());
  Progress progress(false);
  int unknown = 0;
  auto tell = [&](Source source) {
    Report report = read(std::move(source), *engine);
    for (const auto& claim : command.claims.empty() ? all_claims(report) : command.claims) {
      if (auto text = explain(report, claim)) {
        write_out(claim + "\n" + *text + "\n");
        continue;
      }
      complain({Error::Kind::usage, "no-such-claim", "no such claim: " + claim, report.source.id, "dateline read shows the claims that there are"});
      unknown = 2;
    }
  };
  int code = for_each_source(command.inputs, progress, tell, [](const std::string&, const Error&) {});
  return code ? code : unknown;
}

int run(const WordsCommand& command, const EnginePaths& paths) {
  auto pack = open_packs(paths);
  if (!pack) return complain(pack.error()), exit_code(pack.error());
  Progress progress(false);
  auto write = [&](Source source) {
    // Training counts in code points.
    std::vector<uint32_t> at(source.bytes.size() + 1);
    for (size_t i = 0; i < source.bytes.size(); ++i) at[i + 1] = at[i] + ((static_cast<unsigned char>(source.bytes[i]) & 0xC0) != 0x80);
    nlohmann::ordered_json words = nlohmann::ordered_json::array();
    // at[i] counts characters that begin before byte i, which at a border is the character's number.
    for (const Word& w : split_words(source.bytes, 0, *pack)) words.push_back({at[w.span.begin], at[w.span.end]});
    write_out(dump({{"id", source.id}, {"words", std::move(words)}}) + "\n");
  };
  return for_each_source(command.inputs, progress, write, [](const std::string&, const Error&) {});
}

int run(const LookupCommand& command, const EnginePaths& paths) {
  if (!command.on.empty() && !parse_day(command.on)) {
    const Error error{Error::Kind::usage, "bad-date", "no ISO date: " + command.on, "--on", "write it as 2019-04-25"};
    return complain(error), exit_code(error);
  }
  auto pack = open_packs(paths);
  return pack ? look_up(command, *pack) : (complain(pack.error()), exit_code(pack.error()));
}

int run(const ListCommand& command, Listed what, const EnginePaths& paths) {
  auto pack = open_packs(paths);
  if (!pack) return complain(pack.error()), exit_code(pack.error());
  return what == Listed::places ? list_places(command, *pack) : list_actors(command, *pack);
}

int run_models(const EnginePaths& paths) {
  int code = 0;
  for (const ModelState& m : installed_models(paths.model)) {
    if (!m.name.empty())
      fmt::print("{:<10} {:6.1f} MB  {}  {}{}\n", m.name, static_cast<double>(m.bytes) / 1e6, m.sha256.substr(0, 12), m.wrong ? "damaged" : "whole",
                 m.name == paths.model_name ? ", in use" : "");
    if (m.wrong) complain(*m.wrong), code = 3;
  }
  return code;
}

int run_version(const EnginePaths& paths) {
  fmt::print("dateline {}\n", DATELINE_VERSION);
  auto engine = open_engine(paths);
  if (!engine) return complain(engine.error()), exit_code(engine.error());
  fmt::print("model {} ({})\npack {} ({})\n", engine->model.version(), paths.model, engine->pack.version(), paths.pack);
  return 0;
}

}  // namespace dateline
