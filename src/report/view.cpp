// The record for people: 80 columns; colour where the terminal has it.
#include <algorithm>
#include <map>

#include "report/words.h"

namespace dateline {
namespace {

constexpr size_t columns = 80;

/// The number of columns of UTF-8 text, taking each character as one.
size_t width(std::string_view text) {
  return static_cast<size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Control characters out, white space single: an article can't move the cursor.
std::string plain(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool space = static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == ' ';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : c;
  }
  return out;
}

std::string clipped(std::string_view text, size_t most) {
  std::string all = plain(text);
  if (width(all) <= most) return all;
  size_t at = 0;
  for (size_t seen = 0; at < all.size(); ++at)
    if ((static_cast<unsigned char>(all[at]) & 0xC0) != 0x80 && ++seen == most) break;
  return all.substr(0, at) + "…";
}

class View {
 public:
  View(const Report& report, const Pack& pack, bool colour) : r_(report), pack_(pack), colour_(colour) {}

  std::string whole() {
    head();
    who();
    what();
    said();
    related();
    left_alone();
    return std::move(out_);
  }

 private:
  std::string paint(const char* code, std::string_view text) const { return colour_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text); }
  std::string_view words(Span s) const { return text_of(r_.article.text, s); }
  void title(std::string_view text) { out_ += "\n" + paint("1", text) + "\n"; }

  /// Text in lines of at most 80 columns, each after `indent` blanks.
  void wrap(std::string_view text, size_t indent, const char* paint_code = nullptr) {
    std::string all = plain(text), line;
    auto flush = [&] {
      if (!line.empty()) out_ += std::string(indent, ' ') + (paint_code ? paint(paint_code, line) : line) + "\n";
      line.clear();
    };
    for (size_t from = 0; from < all.size();) {
      size_t to = std::min(all.find(' ', from), all.size());
      std::string word = all.substr(from, to - from);
      if (!line.empty() && indent + width(line) + 1 + width(word) > columns) flush();
      line += (line.empty() ? "" : " ") + word;
      from = to + 1;
    }
    flush();
  }

  void head() {
    const Article& a = r_.article;
    if (!a.headline.empty()) wrap(words(a.headline), 0, "1");
    std::string line;
    auto add = [&](std::string_view part) {
      if (!part.empty()) line += (line.empty() ? "" : " · ") + plain(part);
    };
    add(words(a.dateline.place));
    add(a.published.empty() ? "date unknown" : a.published);
    for (Span author : a.byline) add(words(author));
    add(fmt::format("{} paragraphs, {} cuts", a.paragraphs.size(), a.removed.size()));
    wrap(line, 0, "2");
  }

  void who() {
    if (r_.names.actors.empty()) return;
    title("Who");
    for (const Actor& a : r_.names.actors) {
      std::string about = a.code.empty() ? std::string(word(a.kind)) : fmt::format("{} {}", a.code, word(a.kind));
      for (size_t i = 0; i < a.members.size(); ++i) about.append(i ? ", " : ": ").append(r_.names.actors[a.members[i].at].name);
      size_t mentions = a.chain < r_.names.chains.size() ? r_.names.chains[a.chain].mentions.size() : 0;
      out_ += fmt::format("  {:<4}{}", "", paint("36", clipped(a.name, 34)));
      out_ += std::string(34 > std::min<size_t>(34, width(clipped(a.name, 34))) ? 34 - width(clipped(a.name, 34)) : 0, ' ');
      out_ += " " + clipped(fmt::format("{}{}", about, mentions > 1 ? fmt::format(", {} mentions", mentions) : ""), columns - 42) + "\n";
    }
  }

  std::string side(const std::vector<Side>& fillers) const {
    std::string out;
    for (const Side& s : fillers) {
      std::string name = s.actor ? r_.names.actors[s.actor.at].name : plain(words(s.span));
      out += (out.empty() ? "" : ", ") + name;
    }
    return out.empty() ? "someone" : out;
  }

  std::string event_line(const Event& e, uint32_t i) const {
    bool mutual = !e.source.empty() && e.source.size() == e.target.size() &&
                  std::ranges::equal(e.source, e.target, [](const Side& a, const Side& b) { return a.span == b.span; });
    std::string sides = side(e.source);
    if (!mutual) sides += " → " + (e.target.empty() ? "—" : side(e.target));
    std::string act = e.plover ? std::string(text(*e.plover)) : "(no code)";
    if (e.cameo) act += fmt::format(" {} {}", text(*e.cameo), cameo_words(pack_, *e.cameo));
    std::string rest = fmt::format("{}; {}", act, text(e.factuality.status));
    if (!e.date.empty()) rest += "; " + e.date;
    if (auto* place = std::get_if<PlaceId>(&e.place)) rest += "; " + r_.places[place->at].name;
    if (auto* country = std::get_if<ActorId>(&e.place)) rest += "; " + r_.names.actors[country->at].name;
    if (e.factuality.said_in) rest += "; in " + id_text(e.factuality.said_in);
    std::string id = id_text(EventId{i});
    size_t room = columns - 4 - id.size() - 1;
    std::string line = clipped(sides, room);
    std::string out = fmt::format("    {} {}\n", paint("33", id), line);
    return out + fmt::format("    {} {}\n", std::string(id.size(), ' '), paint("2", clipped(rest, room)));
  }

  void what() {
    title("What happened");
    if (r_.events.events.empty()) out_ += "  no event was found\n";
    std::map<uint32_t, std::vector<uint32_t>> by_sentence;
    for (uint32_t i = 0; i < r_.events.events.size(); ++i) by_sentence[r_.events.events[i].sentence].push_back(i);
    for (const auto& [sentence, events] : by_sentence) {
      if (sentence < r_.text.sentences.size()) wrap(words(r_.text.sentences[sentence].span), 2);
      for (uint32_t i : events) out_ += event_line(r_.events.events[i], i);
    }
  }

  void said() {
    if (r_.statements.empty()) return;
    title("Who said what");
    for (uint32_t i = 0; i < r_.statements.size(); ++i) {
      const Statement& s = r_.statements[i];
      std::string who;
      for (ActorId a : s.speaker) who += (who.empty() ? "" : ", ") + r_.names.actors[a.at].name;
      if (who.empty()) who = s.speaker_span.empty() ? "someone" : plain(words(s.speaker_span));
      out_ += fmt::format("  {} {} {}\n", paint("33", id_text(StatementId{i})), paint("36", clipped(who, 44)),
                          paint("2", clipped(fmt::format("{} ({})", words(s.cue), word(s.kind)), 26)));
      std::string content;
      for (Span c : s.content) content += (content.empty() ? "" : " … ") + std::string(words(c));
      wrap(s.kind == StatementKind::direct ? "“" + content + "”" : content, 5);
    }
  }

  std::string name_of_end(const std::variant<ActorId, PlaceId>& end) const {
    if (auto* actor = std::get_if<ActorId>(&end)) return r_.names.actors[actor->at].name;
    return r_.places[std::get<PlaceId>(end).at].name;
  }

  void related() {
    if (r_.events.relations.empty()) return;
    title("Relations");
    for (const Relation& x : r_.events.relations)
      out_ += "  " + clipped(fmt::format("{} — {}{} → {}", name_of_end(x.from), x.former ? "former " : "", x.kind, name_of_end(x.to)), columns - 2) + "\n";
  }

  void left_alone() {
    if (r_.warnings.empty()) return;
    title("Warnings");
    for (const Warning& w : r_.warnings) wrap(fmt::format("{}: {}", w.code, w.what), 2, "31");
  }

  const Report& r_;
  const Pack& pack_;
  bool colour_;
  std::string out_;
};

}  // namespace

std::string to_view(const Report& report, const Pack& pack, bool colour) { return View(report, pack, colour).whole(); }

}  // namespace dateline
