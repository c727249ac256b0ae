// SPDX-License-Identifier: Apache-2.0
//
// A picture before it is written down: boxes, lines and texts with coordinates in pixels. Each stage (the graph, its
// dominators, its loops, its structured form) is laid out as a scene; svg.h and html.h print scenes.

#ifndef BEAMFOLD_CFG_SCENE_H_
#define BEAMFOLD_CFG_SCENE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cfg/flow.h"
#include "cfg/graph.h"

namespace beamfold::cfg {

// Sizes that all scenes share. Text is monospaced.
inline constexpr double kCharWidth = 7.3;
inline constexpr double kRowHeight = 20;
inline constexpr double kMargin = 12;
inline constexpr double kIndent = 12;

struct Point {
  double x = 0;
  double y = 0;
};

enum class BoxKind : uint8_t {
  kNode,      // A block of the graph.
  kDispatch,  // D, or an instruction that belongs to it.
  kOp,        // A control instruction of the structured form.
  kHub,       // A reference to a block that is drawn elsewhere.
  kBlock,     // Scopes: `block`,
  kLoop,      // `loop`,
  kIf,        // `if` with its `else`,
  kRegion,    // a loop of the graph,
  kTangle,    // a loop of the graph with several entries.
};

struct Box {
  BoxKind kind = BoxKind::kNode;
  double x = 0;
  double y = 0;
  double w = 0;
  double h = 0;
  // What a reader who points at this box wants to see elsewhere: a block, D (the number behind the last block), or
  // kNoNode.
  NodeId node = kNoNode;
  // The op of the structured form that this box shows, or opens with; kNoNode in other scenes.
  uint32_t op = kNoNode;
  // Nodes: how many loops are around it. Scopes: how many scopes are. The shade of the colour.
  uint32_t shade = 0;
  bool external = false;  // Can be entered from outside.
  std::string text;       // Shown.
  std::string title;      // The whole text if it was shortened.
};

enum class LineKind : uint8_t {
  kForward,
  kBack,      // Runs against the order of the layout.
  kSide,      // A side exit.
  kDispatch,  // From or to D.
  kTree,      // From a parent to a child.
};

struct Line {
  LineKind kind = LineKind::kForward;
  NodeId from = kNoNode;
  NodeId to = kNoNode;
  // A curve through these points, vertical at each of them. Kinds other than kTree end in an arrow.
  std::vector<Point> points;
  std::string text;          // Beside the first point,
  bool text_at_end = false;  // or the last one.
};

// Scopes contain nodes, lines run between nodes: printed in this order, so that nodes stay on top.
struct Scene {
  double width = 0;
  double height = 0;
  std::vector<Box> scopes;
  std::vector<Line> lines;
  std::vector<Box> nodes;
  std::string note;         // What has been left out, if anything.
  double indent = kIndent;  // How far a scope stands in from the one around it.
};

// "b3 name", "D" for the dispatch. Always valid, printable UTF-8: control characters and bytes that are not UTF-8
// become escapes like \x07.
std::string NodeTitle(const Graph& graph, NodeId node);
std::string Printable(absl::string_view bytes);

// In columns of the font; wide characters take two.
size_t TextColumns(absl::string_view utf8);
// At most `columns` wide, the cut marked by an ellipsis.
std::string Shorten(absl::string_view utf8, size_t columns);
// A box just large enough for its text, which is shortened to `columns`.
Box TextBox(BoxKind kind, absl::string_view text, size_t columns = 26);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_SCENE_H_
