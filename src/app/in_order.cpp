#include "app/in_order.h"

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

namespace dateline {
namespace {

// So many reports fill the network's batches to three quarters; more would only hold memory.
constexpr size_t most_inputs = 16, most_bytes = 128 << 10;

struct Line {
  std::string id;
  Result<std::string> text;
};

class InOrder {
 public:
  InOrder(Feed& feed, const Work& work) : feed_(feed), work_(work) {}

  void run() {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < work_.jobs; ++i) others.emplace_back([this] { take_part(); });
    take_part();
    others.clear();
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  struct Group {
    uint64_t number = 0;
    std::vector<Feed::Item> items;
  };

  void take_part() {
    try {
      for (Group group = next_group(); !group.items.empty(); group = next_group()) {
        const uint64_t number = group.number;
        put(number, lines_of(std::move(group.items)));
      }
    } catch (...) {
      std::lock_guard held(out_);
      if (!thrown_) thrown_ = std::current_exception();
      stopped_ = true;
      drained_.notify_all();
    }
  }

  /// Empty at the end. The feed is read by one thread at a time.
  Group next_group() {
    std::lock_guard held(in_);
    Group group{groups_, {}};
    for (size_t bytes = 0; !ended_ && !stopped();) {
      auto item = feed_.next();
      if (!item) ended_ = true;
      else bytes += item->source ? item->source->bytes.size() : 0, group.items.push_back(std::move(*item));
      if (group.items.size() == most_inputs || bytes >= most_bytes || (!group.items.empty() && !work_.at_hand())) break;
    }
    groups_ += !group.items.empty();
    return group;
  }

  std::vector<Line> lines_of(std::vector<Feed::Item> items) {
    std::vector<Source> good;
    for (Feed::Item& item : items)
      if (item.source) good.push_back(std::move(*item.source));
    std::vector<std::string> texts = work_.texts_of(std::move(good));
    std::vector<Line> out;
    size_t next = 0;
    for (Feed::Item& item : items) {
      if (item.source) out.push_back({std::move(item.id), std::move(texts[next++])});
      else out.push_back({std::move(item.id), std::unexpected(std::move(item.source.error()))});
    }
    return out;
  }

  /// Writes what is next in the order; waits where the others are far behind, so that no more than a few groups lie in memory.
  void put(uint64_t number, std::vector<Line> lines) {
    std::unique_lock held(out_);
    done_.emplace(number, std::move(lines));
    for (auto next = done_.begin(); next != done_.end() && next->first == written_ && !stopped_; next = done_.erase(next), ++written_)
      for (Line& line : next->second) stopped_ = stopped_ || !work_.write(line.id, std::move(line.text));
    drained_.notify_all();
    drained_.wait(held, [&] { return stopped_ || done_.size() < 2 * work_.jobs; });
  }

  bool stopped() {
    std::lock_guard held(out_);
    return stopped_;
  }

  Feed& feed_;
  const Work& work_;
  std::mutex in_;
  bool ended_ = false;
  uint64_t groups_ = 0;
  std::mutex out_;
  std::condition_variable drained_;
  std::map<uint64_t, std::vector<Line>> done_;
  uint64_t written_ = 0;
  bool stopped_ = false;
  std::exception_ptr thrown_;
};

}  // namespace

void work_in_order(Feed& feed, const Work& work) { InOrder(feed, work).run(); }

}  // namespace dateline
