// bench PROGRAM PACK MODELS MODEL REPORT REPORTS [ROUNDS]   how fast reports are read on one core, where the time goes, how long a start takes, how much
// memory. Seconds are those of the processor, so that a loaded machine measures nearly like a quiet one; the start is also told by the clock.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "report/report.h"

namespace {

using namespace dateline;

constexpr size_t group_size = 16;  // as src/app/in_order.cpp

double processor_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

struct Run {
  double wall = 0, processor = 0, megabytes = 0;
};

/// Runs `PROGRAM read REPORTS --json --jobs 1` once.
Run run_program(char** argv, const char* reports) {
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    dup2(open("/dev/null", O_WRONLY), 1);
    execl(argv[1], argv[1], "read", reports, "--json", "--jobs", "1", "--pack", argv[2], "--model-dir", argv[3], "--model", argv[4], nullptr);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  if (status != 0) fmt::print(stderr, "{} read {} failed\n", argv[1], reports), std::exit(1);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), seconds(used.ru_utime) + seconds(used.ru_stime),
          static_cast<double>(used.ru_maxrss) / 1024};
}

void measure_starts(char** argv) {
  std::array<Run, 5> starts;
  for (Run& start : starts) start = run_program(argv, argv[5]);
  std::ranges::sort(starts, {}, &Run::processor);
  fmt::print("start            {:8.3f} s of the processor, ", starts[2].processor);
  std::ranges::sort(starts, {}, &Run::wall);
  fmt::print("{:.3f} s by the clock (medians of 5, from the command to the printed record of one report)\n", starts[2].wall);
  fmt::print("memory           {:8.0f} MB for one report, {:.0f} MB for all\n", starts[2].megabytes, run_program(argv, argv[6]).megabytes);
}

std::vector<Source> all_sources(const char* where) {
  std::vector<Source> out;
  auto feed = open_feed(where, {});
  while (auto item = feed ? (*feed)->next() : std::nullopt)
    if (item->source) out.push_back(std::move(*item->source));
  return out;
}

/// Reads all reports in groups of `size` and prints words a second; the share of each room where asked.
void measure_reading(const std::vector<Source>& sources, const Engine& engine, size_t size, int rounds, bool rooms) {
  std::array<double, 13> spent{};
  Room now = Room::base;
  double entered = 0;
  size_t words = 0;
  ReadOptions options;
  options.on_room = [&](Room room) {
    const double t = processor_seconds();
    spent[static_cast<size_t>(now)] += t - entered;
    entered = t;
    now = room;
  };
  const double begin = entered = processor_seconds();
  for (int round = 0; round < rounds; ++round)
    for (size_t from = 0; from < sources.size(); from += size) {
      std::vector<Source> group(sources.begin() + static_cast<std::ptrdiff_t>(from),
                                sources.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, sources.size())));
      options.on_room(Room::base);
      for (const Report& report : read(std::move(group), engine, options)) {
        words += report.text.words.size();
        if (to_json(report, engine).dump().empty()) std::exit(1);
      }
      options.on_room(Room::base);
    }
  const double all = processor_seconds() - begin;
  fmt::print("words/s/core     {:8.0f} ({} reports of {} words, {} at a time; from bytes to JSON)\n", static_cast<double>(words) / all, sources.size(),
             words / sources.size() / static_cast<size_t>(rounds), size);
  double found = 0;  // names, times and places, once words, scores and trees are there
  for (Room room : {Room::names, Room::times, Room::places}) found += spent[static_cast<size_t>(room)];
  if (rooms)
    fmt::print("who, when, where {:8.0f} reports/s/core (names, times and places together, tokens given)\n",
               static_cast<double>(sources.size()) * rounds / found);
  for (size_t room = 0; rooms && room < spent.size(); ++room)
    if (spent[room] / all > 0.0005)
      fmt::print("  {:<8} {:5.1f} %  {:6.1f} us a word\n", name_of(static_cast<Room>(room)), 100 * spent[room] / all,
                 1e6 * spent[room] / static_cast<double>(words));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 7) return fmt::print(stderr, "bench PROGRAM PACK MODELS MODEL REPORT REPORTS [ROUNDS]\n"), 2;
  measure_starts(argv);
  auto pack = open_pack(argv[2]);
  auto model = open_model(argv[3], {argv[4]});
  const std::vector<Source> sources = all_sources(argv[6]);
  if (!pack || !model || sources.empty()) return fmt::print(stderr, "pack, model or reports do not open\n"), 3;
  const Engine engine{std::move(*pack), std::move(*model)};
  measure_reading({sources.begin(), sources.begin() + static_cast<std::ptrdiff_t>(std::min(group_size, sources.size()))}, engine, 1, 1, false);
  measure_reading(sources, engine, group_size, argc > 7 ? std::max(1, std::atoi(argv[7])) : 1, true);
}
