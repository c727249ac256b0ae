// SPDX-License-Identifier: Apache-2.0

#include "cfg/svg.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace beamfold::cfg {
namespace {

constexpr double kTitleHeight = 28;

constexpr char kStyle[] = R"(
  text { font: 12px "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1c2430; }
  .title { font-weight: bold; } .middle { text-anchor: middle; } .note, .line-text { font-size: 10px; fill: #5c6878; }
  rect.ground { fill: #ffffff; stroke: none; }
  rect { stroke-width: 1; stroke: #8593a6; fill: #ffffff; }
  path { fill: none; stroke-width: 1.2; stroke: #5c6878; }
  .arrow { fill: #5c6878; stroke: none; } .arrow.back { fill: #c2410c; } .arrow.dispatch { fill: #7c3aed; }
  .shade1 { fill: #fff3e0; } .shade2 { fill: #ffe2b8; } .shade3 { fill: #ffcb85; } .shade4 { fill: #ffb24d; }
  .external { stroke: #7c3aed; stroke-width: 2; }
  .dispatch { stroke: #7c3aed; } rect.dispatch { fill: #efe7fd; } path.dispatch { stroke-dasharray: 2 3; }
  rect.op, rect.hub { fill: none; stroke: none; } .hub-text { fill: #5c6878; font-size: 11px; }
  path.back { stroke: #c2410c; } path.side { stroke-dasharray: 6 3; } path.tree { stroke: #b8c2cf; }
  rect.block { fill: #3b6ea5; stroke: #3b6ea5; } rect.loop { fill: #ea7a1f; stroke: #c2410c; }
  rect.if { fill: #2e8b57; stroke: #2e8b57; } rect.region { fill: #ea7a1f; stroke: #c2410c; }
  rect.tangle { fill: #d9224a; stroke: #d9224a; stroke-dasharray: 5 3; }
  @media (prefers-color-scheme: dark) {
    text { fill: #dde4ee; } .note, .line-text, .hub-text { fill: #93a0b3; }
    rect { stroke: #66748a; fill: #1d2430; } rect.ground { fill: #12161d; } path { stroke: #93a0b3; }
    .arrow { fill: #93a0b3; } .arrow.back { fill: #fb923c; } .arrow.dispatch { fill: #b794ff; }
    .shade1 { fill: #33291a; } .shade2 { fill: #4a3717; } .shade3 { fill: #654714; } .shade4 { fill: #835810; }
    .external, .dispatch { stroke: #b794ff; } rect.dispatch { fill: #2a2144; }
    path.back { stroke: #fb923c; } path.tree { stroke: #44505f; }
    rect.block { stroke: #6ea3dc; } rect.loop, rect.region { stroke: #fb923c; } rect.if { stroke: #5cc48a; }
  }
)";

const char* ClassOf(BoxKind kind) {
  switch (kind) {
    case BoxKind::kNode:
      return "node";
    case BoxKind::kDispatch:
      return "dispatch";
    case BoxKind::kOp:
      return "op";
    case BoxKind::kHub:
      return "hub";
    case BoxKind::kBlock:
      return "block";
    case BoxKind::kLoop:
      return "loop";
    case BoxKind::kIf:
      return "if";
    case BoxKind::kRegion:
      return "region";
    case BoxKind::kTangle:
      return "tangle";
  }
  return "";
}

const char* ClassOf(LineKind kind) {
  switch (kind) {
    case LineKind::kForward:
      return "forward";
    case LineKind::kBack:
      return "back";
    case LineKind::kSide:
      return "side";
    case LineKind::kDispatch:
      return "dispatch";
    case LineKind::kTree:
      return "tree";
  }
  return "";
}

std::string Number(double value) {
  // One digit is enough for the eye, and files stay small.
  std::string out = absl::StrFormat("%.1f", value);
  if (out.size() > 2 && out.ends_with(".0")) out.resize(out.size() - 2);
  return out == "-0" ? "0" : out;
}

void AppendText(double x, double y, absl::string_view cls, absl::string_view text, std::string* out) {
  absl::StrAppend(out, "<text x=\"", Number(x), "\" y=\"", Number(y), "\"");
  if (!cls.empty()) absl::StrAppend(out, " class=\"", cls, "\"");
  absl::StrAppend(out, ">", EscapeXml(text), "</text>\n");
}

void AppendBox(const Box& box, std::string* out) {
  absl::StrAppend(out, "<g>");
  if (!box.title.empty()) absl::StrAppend(out, "<title>", EscapeXml(box.title), "</title>");
  absl::StrAppend(out, "<rect x=\"", Number(box.x), "\" y=\"", Number(box.y), "\" width=\"", Number(box.w),
                  "\" height=\"", Number(box.h), "\" rx=\"3\" class=\"", ClassOf(box.kind));
  if (box.kind >= BoxKind::kBlock) {
    // What shines through from the scopes around it adds up to a limit.
    absl::StrAppend(out, "\" fill-opacity=\"", absl::StrFormat("%.3f", 0.08 * std::pow(0.85, box.shade)), "\"/>");
    AppendText(box.x + 7, box.kind == BoxKind::kBlock ? box.y + box.h - 4 : box.y + 13, "note", box.text, out);
  } else {
    if (box.shade > 0) absl::StrAppend(out, " shade", std::min(box.shade, 4u));
    if (box.external) absl::StrAppend(out, " external");
    absl::StrAppend(out, "\"/>");
    const double middle = box.y + box.h / 2 + 4.2;
    if (box.kind == BoxKind::kOp) {
      AppendText(box.x + 7, middle, "", box.text, out);
    } else {
      AppendText(box.x + box.w / 2, middle, box.kind == BoxKind::kHub ? "middle hub-text" : "middle", box.text, out);
    }
  }
  absl::StrAppend(out, "</g>\n");
}

void AppendLine(const Line& line, std::string* out) {
  const std::vector<Point>& p = line.points;
  const char* cls = ClassOf(line.kind);
  absl::StrAppend(out, "<path class=\"", cls, "\" d=\"M", Number(p[0].x), " ", Number(p[0].y));
  for (size_t i = 1; i < p.size(); ++i) {
    if (line.kind == LineKind::kTree) {
      absl::StrAppend(out, "L", Number(p[i].x), " ", Number(p[i].y));
      continue;
    }
    const std::string middle = Number((p[i - 1].y + p[i].y) / 2);
    absl::StrAppend(out, "C", Number(p[i - 1].x), " ", middle, " ", Number(p[i].x), " ", middle, " ", Number(p[i].x),
                    " ", Number(p[i].y));
  }
  absl::StrAppend(out, "\"/>\n");
  if (line.kind != LineKind::kTree) {
    const Point& tip = p.back();
    const double back = tip.y > p[p.size() - 2].y ? -6 : 6;
    absl::StrAppend(out, "<path class=\"arrow ", cls, "\" d=\"M", Number(tip.x), " ", Number(tip.y), "l-3 ", back,
                    "h6z\"/>\n");
  }
  if (line.text.empty()) return;
  if (line.text_at_end) {
    AppendText(p.back().x + 6, p.back().y - 5, "line-text", line.text, out);
  } else {
    AppendText(p[0].x + 3, p[0].y + (p[1].y < p[0].y ? -3 : 10), "line-text", line.text, out);
  }
}

void AppendScene(const Scene& scene, std::string* out) {
  // Lines that are close to each other are faint.
  absl::StrAppend(out, "<g stroke-opacity=\"",
                  absl::StrFormat("%.2f", std::clamp(scene.indent * scene.indent / 40, 0.02, 0.8)), "\">\n");
  for (const Box& box : scene.scopes) AppendBox(box, out);
  absl::StrAppend(out, "</g>\n");
  for (const Line& line : scene.lines) AppendLine(line, out);
  for (const Box& box : scene.nodes) AppendBox(box, out);
}

}  // namespace

std::string EscapeXml(absl::string_view utf8) {
  return absl::StrReplaceAll(utf8, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

std::string PrintSvg(const std::vector<TitledScene>& scenes) {
  double width = 0;
  double height = 0;
  for (const TitledScene& titled : scenes) {
    width += std::max(titled.scene.width, static_cast<double>(TextColumns(titled.title)) * kCharWidth + 2 * kMargin);
    height = std::max(height, titled.scene.height + (titled.scene.note.empty() ? 0 : kRowHeight));
  }
  height += kTitleHeight;
  std::string out = absl::StrCat("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"", Number(width), "\" height=\"",
                                 Number(height), "\" viewBox=\"0 0 ", Number(width), " ", Number(height), "\">\n");
  absl::StrAppend(&out, "<style>", kStyle, "</style>\n<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
  double x = 0;
  for (const TitledScene& titled : scenes) {
    absl::StrAppend(&out, "<g transform=\"translate(", Number(x), " 0)\">\n");
    AppendText(kMargin, 18, "title", titled.title, &out);
    absl::StrAppend(&out, "<g transform=\"translate(0 ", kTitleHeight, ")\">\n");
    AppendScene(titled.scene, &out);
    if (!titled.scene.note.empty()) {
      AppendText(kMargin, titled.scene.height + 10, "note", titled.scene.note, &out);
    }
    out += "</g>\n</g>\n";
    x += std::max(titled.scene.width, static_cast<double>(TextColumns(titled.title)) * kCharWidth + 2 * kMargin);
  }
  return out + "</svg>\n";
}

}  // namespace beamfold::cfg
