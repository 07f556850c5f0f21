#include "page/blocks.h"

#include "page/charset.h"

namespace dateline {
namespace {

/// What an element hands down to all in it.
struct Inherited {
  uint32_t block = 0;
  bool in_link = false;
};

std::vector<Inherited> inherited_of(const Markup& markup) {
  std::vector<Inherited> out(markup.elements.size());
  for (uint32_t i = 1; i < markup.elements.size(); ++i) {
    const Element& e = markup.elements[i];
    const Inherited& from = out[e.parent];
    out[i] = {is_block(e.tag) ? i : from.block, from.in_link || e.tag == Tag::a};
  }
  return out;
}

class Builder {
 public:
  Builder(std::string_view page, const Markup& markup, const Entities& entities)
      : page_(page), markup_(markup), entities_(entities), inherited_(inherited_of(markup)) {}

  Blocks build() {
    for (const TextRun& run : markup_.texts) {
      Tag tag = markup_.elements[inherited_[run.element].block].tag;
      bool breaks = run.line_before && !is_heading(tag);
      if (run.block_before || breaks || out_.blocks.empty()) open(run, breaks && !run.block_before);
      else if (run.line_before) note_space(run.span.begin, run.span.begin);
      add(run);
    }
    close();
    return std::move(out_);
  }

 private:
  void open(const TextRun& run, bool after_break) {
    close();
    const Inherited& from = inherited_[run.element];
    Block block{.element = from.block, .tag = markup_.elements[from.block].tag, .after_break = after_break};
    if (!out_.raw.text.empty() && out_.raw.text.back() != '\n') out_.raw.text += '\n';
    block.line.span.begin = static_cast<uint32_t>(out_.raw.text.size());
    out_.blocks.push_back(block);
    letters_ = linked_ = 0;
    has_space_ = false;
    open_ = true;
  }

  void close() {
    if (!open_) return;
    open_ = false;
    Block& block = out_.blocks.back();
    RawSpan whole{block.line.span.begin, static_cast<uint32_t>(out_.raw.text.size())};
    block.line.span = trimmed(out_.raw.text, whole);
    if (block.line.span.empty()) return void(out_.blocks.pop_back());
    block.link_share = letters_ > 0 ? static_cast<float>(linked_) / static_cast<float>(letters_) : 0;
    block.line.look = look_at(text_of(out_.raw.text, block.line.span));
  }

  void count(size_t bytes, bool in_link) {
    letters_ += bytes;
    linked_ += in_link ? bytes : 0;
  }

  bool at_block_begin() const { return out_.raw.text.size() == out_.blocks.back().line.span.begin; }

  void note_space(uint32_t begin, uint32_t end) {
    if (!has_space_) space_ = {begin, end};
    else space_.end = std::max(space_.end, end);
    has_space_ = true;
  }

  void flush_space() {
    if (has_space_ && !at_block_begin()) out_.raw.add_whole(" ", space_.begin, space_.end - space_.begin);
    has_space_ = false;
  }

  void add(const TextRun& run) {
    bool in_link = inherited_[run.element].in_link;
    std::string one;
    for (uint32_t i = run.span.begin; i < run.span.end;) {
      char c = page_[i];
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        note_space(i, i + 1);
        ++i;
        continue;
      }
      size_t size = c == '&' ? entities_.read(page_.substr(0, run.span.end), i, one) : 0;
      if (size > 0 && (one == " " || one == "\n" || one == "\t")) {
        note_space(i, i + static_cast<uint32_t>(size));
        i += static_cast<uint32_t>(size);
        continue;
      }
      flush_space();
      if (size > 0) {
        out_.raw.add_whole(one, i, static_cast<uint32_t>(size));
        count(one.size(), in_link);
        i += static_cast<uint32_t>(size);
        continue;
      }
      uint32_t end = i + 1;
      while (end < run.span.end && !std::string_view(" \n\t\r\f&").contains(page_[end])) ++end;
      out_.raw.add(page_.substr(i, end - i), i);
      count(end - i, in_link);
      i = end;
    }
  }

  std::string_view page_;
  const Markup& markup_;
  const Entities& entities_;
  std::vector<Inherited> inherited_;
  Blocks out_;
  RawSpan space_;  // white space seen and not yet written
  size_t letters_ = 0, linked_ = 0;
  bool has_space_ = false, open_ = false;
};

}  // namespace

Blocks blocks_of(std::string_view page, const Markup& markup, const Entities& entities) { return Builder(page, markup, entities).build(); }

}  // namespace dateline
