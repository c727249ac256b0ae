// SPDX-License-Identifier: Apache-2.0
//
// The binary interface between compiled modules and the runtime, flavour `beamfold`.
//
// Words are 32 bits, little endian; addresses are offsets into one linear memory. The compiler emits these offsets and
// tags; the runtime static_asserts them against its structs. Layout of Context, the first three words of JitState, and
// of terms is AtomVM's wasm32 JIT format version 1; what lies beyond is ours.
//
// A compiled module exports one function
//     entry(ctx: i32, js: i32, primitives: i32, label: i32) -> ctx: i32
// It imports env.memory, env.__indirect_function_table and immutable i32 globals, resolved once, at instantiation:
//     env.module      address of the runtime's Module
//     env.cp_base     module index << 24
//     env.strings     address of the string pool (chunk StrT)
//     atom.<text>     the atom with that name (predefined atoms are constants instead, see atoms.def)
//     literal.<n>     literal n of the module: it never moves
//     integer.<dec>   an integer that is not small: it never moves
//     bif.<m:f/a>     table index of a native function, signature (ctx, arg...) -> term, 0 = exception is set in ctx
//
// `label` is an *entry number*. Compiler and loader number the places where a module can be entered from outside alike:
// in the order of the code, from 0:
//   - the label instruction after each func_info (the function's entry),
//   - each label that a `try` or `catch` instruction names, at its label instruction,
//   - each label that a loop_rec_end, wait or wait_timeout instruction names, at its label instruction,
//   - the point after each call, call_ext, call_fun, call_fun2 and apply instruction.
// A label instruction that is several of these has one number.
//
// A *location* says where in the source an exception was raised: locations are numbered in the order of the code too,
// from 1; each func_info and each `line` instruction starts a new one. 0: unknown.
//
// While compiled code runs, x0..x15, e, heap_ptr, cp and the reductions live in wasm locals; their memory homes hold
// garbage. Before `entry` returns it stores what the action (below) needs.
//
// No primitive and no native function collects garbage or touches e or heap_ptr, except allocate and test_heap: new
// terms come from the process's fragment area. Collections happen in allocate, test_heap and between two calls of
// `entry`. So terms in locals stay valid across every other primitive.

#ifndef BEAMFOLD_RUNTIME_ABI_H_
#define BEAMFOLD_RUNTIME_ABI_H_

#include <cstdint>

namespace beamfold::abi {

// Version of everything in this file; compiled modules carry it, the loader compares it.
inline constexpr uint32_t kVersion = 3;

// ---- Terms ----------------------------------------------------------------------------------------------------------
inline constexpr uint32_t kPrimaryMask = 0x3;
inline constexpr uint32_t kTagList = 0x1;   // address of two words: tail, head
inline constexpr uint32_t kTagBoxed = 0x2;  // address of a header word
inline constexpr uint32_t kImmediateMask = 0xF;
inline constexpr uint32_t kTagPid = 0x3;
inline constexpr uint32_t kTagPort = 0x7;
inline constexpr uint32_t kTagSmall = 0xF;  // value << 4
inline constexpr int kSmallShift = 4;
inline constexpr int32_t kSmallMin = -134217728;
inline constexpr int32_t kSmallMax = 134217727;
inline constexpr uint32_t kImmediate2Mask = 0x3F;
inline constexpr uint32_t kTagAtom = 0x0B;  // index << 6
inline constexpr int kAtomShift = 6;
inline constexpr uint32_t kTagCatch = 0x1B;  // (module index << 24) | (entry number << 6) | tag; on the stack only
inline constexpr uint32_t kMovedMarker = 0x2B;
inline constexpr uint32_t kNil = 0x3B;
inline constexpr uint32_t kNoTerm = 0;  // never a value

inline constexpr uint32_t kConsTail = 0;
inline constexpr uint32_t kConsHead = 4;

// Boxed header: (words after the header << 6) | tag.
inline constexpr uint32_t kHeaderTagMask = 0x3F;
inline constexpr int kHeaderSizeShift = 6;
inline constexpr uint32_t kHeaderTuple = 0x00;
inline constexpr uint32_t kHeaderMatchState = 0x04;
inline constexpr uint32_t kHeaderPositiveInteger = 0x08;
inline constexpr uint32_t kHeaderNegativeInteger = 0x0C;
inline constexpr uint32_t kHeaderReference = 0x10;
inline constexpr uint32_t kHeaderFun = 0x14;
inline constexpr uint32_t kHeaderFloat = 0x18;
inline constexpr uint32_t kHeaderRecord = 0x1C;  // native record: record.h
inline constexpr uint32_t kHeaderRefcBinary = 0x20;
inline constexpr uint32_t kHeaderHeapBinary = 0x24;
inline constexpr uint32_t kHeaderSubBinary = 0x28;
inline constexpr uint32_t kHeaderMap = 0x2C;
inline constexpr uint32_t kHeaderExternalPid = 0x30;
inline constexpr uint32_t kHeaderExternalPort = 0x34;
inline constexpr uint32_t kHeaderExternalReference = 0x38;
inline constexpr uint32_t kHeaderMapNode = 0x3C;  // inside of maps only, never a value

// Integers: one word int32 or two words int64 (two's complement, tag carries the sign), else sign and magnitude.
// (h & kIntegerMask) == kHeaderPositiveInteger for all of them.
inline constexpr uint32_t kIntegerMask = 0x3B;

// Float: header kFloatHeader, then an IEEE double, aligned to 4 bytes only.
inline constexpr uint32_t kFloatHeader = (2u << kHeaderSizeShift) | kHeaderFloat;
// A float of single precision, which only an AtomVM that is built so has.
inline constexpr uint32_t kFloat32Header = (1u << kHeaderSizeShift) | kHeaderFloat;

// Fun: local closure: Module*, fun index (small integer), free variables; external: module, function, arity (header
// kExternalFunHeader; a local closure with one free variable has the same header size, so look at word 1: an atom
// makes it external).
inline constexpr uint32_t kFunModule = 4;
inline constexpr uint32_t kFunIndex = 8;
inline constexpr uint32_t kFunFree = 12;

// Binaries. Refc: size in bytes, flags, RefcBinary* (data after its header), two words of the sweep list. Heap: size in
// bytes, then data. Sub: byte length, byte offset, parent (refc or heap binary). A sub binary that starts or ends
// inside a byte is a *bit* sub binary: five words, kBitSubBinaryHeader: the three, then bit offset 0..7 inside the
// first byte, then the number of bits 0..7 after the last whole byte.
inline constexpr uint32_t kBinarySize = 4;
inline constexpr uint32_t kHeapBinaryData = 8;
inline constexpr uint32_t kSubBinaryHeader = (3u << kHeaderSizeShift) | kHeaderSubBinary;
inline constexpr uint32_t kBitSubBinaryHeader = (5u << kHeaderSizeShift) | kHeaderSubBinary;
inline constexpr uint32_t kBitSubBinaryBitOffset = 16;
inline constexpr uint32_t kBitSubBinaryExtraBits = 20;

// Match state: binary (heap or refc, never a sub binary), then untagged: current, end and start bit offset, each
// counted from the first bit of that binary's data. A collection moves word 1 only.
inline constexpr uint32_t kMatchStateHeader = (4u << kHeaderSizeShift) | kHeaderMatchState;
inline constexpr uint32_t kMatchBinary = 4;
inline constexpr uint32_t kMatchOffset = 8;
inline constexpr uint32_t kMatchEnd = 12;
inline constexpr uint32_t kMatchStart = 16;

// Map: keys (a tuple, sorted by exact term order), then the values in that order. More than kMaxFlatMap keys: a small
// integer, how many, in place of the tuple, and then the root of a trie (runtime/map_trie.h says what is in a node).
inline constexpr uint32_t kMapKeys = 4;
inline constexpr uint32_t kMapValues = 8;
#ifdef BEAMFOLD_ATOMVM
inline constexpr uint32_t kMaxFlatMap = UINT32_MAX;  // AtomVM has no others (runtime/atomvm)
#else
inline constexpr uint32_t kMaxFlatMap = 32;
#endif

// Predefined atoms that code generation names; runtime/atoms.def lists all predefined ones in order.
inline constexpr uint32_t Atom(uint32_t index) { return (index << kAtomShift) | kTagAtom; }
inline constexpr uint32_t kAtomFalse = Atom(0);
inline constexpr uint32_t kAtomTrue = Atom(1);

// ---- Context --------------------------------------------------------------------------------------------------------
inline constexpr uint32_t kContextHeapStart = 8;
inline constexpr uint32_t kContextHeapPtr = 12;
inline constexpr uint32_t kContextHeapEnd = 16;
inline constexpr uint32_t kContextE = 20;  // free words of the heap: (e - heap_ptr) / 4
inline constexpr uint32_t kContextX = 24;
inline constexpr uint32_t kMaxX = 16;  // x registers inside Context, and in wasm locals
inline constexpr uint32_t kContextCp = 92;
inline constexpr uint32_t kContextSize = 256;  // AtomVM's part
// Ours, after AtomVM's part: address of the array of x16, x17, ... x1023.
// Not 0: collect soon. Code that calls a native function looks at it afterwards, and leaves with kContinue or kReturn.
inline constexpr uint32_t kContextPressure = 252;
inline constexpr uint32_t kContextExtendedX = 256;
inline constexpr uint32_t kMaxExtendedX = 1024 - kMaxX;

// Stack: grows down. allocate(N): e -= 4*(N+1), word e[N] = cp; y(i) = word e[i]. All y slots hold terms at all times
// when something may look at the stack (init_yregs does that).
// cp: (module index << 24) | (entry number << 4).
inline constexpr int kCpModuleShift = 24;
inline constexpr int kCpLabelShift = 4;
inline constexpr int kCatchLabelShift = 6;
inline constexpr uint32_t kMaxEntries = 1u << 18;  // what a catch term can name

// ---- JitState -------------------------------------------------------------------------------------------------------
inline constexpr uint32_t kJitModule = 0;
inline constexpr uint32_t kJitContinuation = 4;
inline constexpr uint32_t kJitReductions = 8;
// Ours: why `entry` returned: an Action, or'ed with its payload << kActionShift; and one argument.
inline constexpr uint32_t kJitAction = 12;
inline constexpr uint32_t kJitArg = 16;
// Scratch words for primitives that take many arguments (maps, binary construction).
inline constexpr uint32_t kJitArgs = 20;
inline constexpr uint32_t kMaxArgs = 2048;

inline constexpr int kActionShift = 8;
// Set in the payload of the raising actions when the function has a stack frame at that point: cp is stale then.
inline constexpr uint32_t kPayloadHasFrame = 1u << 23;
// Set in the payload of kCallFun for a tail call: cp is the caller's, and args[0] the location of the call, for a fun
// that cannot be called is an error of the function that is left. A call_fun, deallocate and return in a row are a tail
// call, as Erlang's loader makes them one: loops through funs must not fill the stack.
inline constexpr uint32_t kPayloadTailFun = 1u << 8;

// Reductions: each function entry takes one, and each loop_rec_end; when that leaves zero or less, the code leaves with
// kContinue at that entry; the runtime enters it again with a full budget of kReductions, of which the entry
// takes one as always.
inline constexpr int32_t kReductions = 4000;

// "e, heap_ptr, cp, reductions" are stored by every action.
enum Action : uint32_t {
  kContinue = 0,        // payload: entry number of the same module (a yield, or code that is not compiled). x[0..arity)
  kReturn = 1,          // cp belongs to another module. x0
  kCallExt = 2,         // payload: import; cp set. x[0..arity). arg: location (for a tail call of a native function)
  kCallFun = 3,         // payload: arity, kPayloadTailFun; arg: fun; cp set. x[0..arity)
  kApply = 4,           // payload: arity; cp set. x[0..arity + 2): module in x[arity], function in x[arity + 1]
  kRaisePending = 5,    // payload: location, kPayloadHasFrame. A primitive failed and set the exception in ctx
  kError = 6,           // payload as kRaisePending; arg: reason: error:Reason
  kErrorTagged = 7,     // same; arg: value; the tag atom is in x0: error:{Tag, Value}
  kFunctionClause = 8,  // payload: location; cp valid; x[0..arity): the function is the one whose func_info it is
  kRaise = 9,           // x0: raw stack trace, x1: reason: raise the same class again (opcode raise)
  kRawRaise = 10,       // x0 class, x1 reason, x2 raw stack trace: opcode raw_raise; x0 is one of the three classes
  kWait = 11,           // payload: entry number of the receive's label: no message there; sleep. No x register is live
  kActionCount = 12,
};

// Handlers are entered with x0 = kNoTerm, x1 = class, x2 = reason, x3 = raw stack trace.

// ---- Primitives -----------------------------------------------------------------------------------------------------
// `primitives` is the address of an array of function table indices, by number.
enum class Effect : uint8_t {
  kReads,     // memory homes may hold garbage; nothing moves
  kCollects,  // e, heap_ptr and x[0..live) are stored before and loaded after
};

enum Primitive : uint32_t {
#define PRIMITIVE(number, name, camel, signature, effect) k##camel = number,
#include "runtime/primitives.def"
#undef PRIMITIVE
};

// What the primitive wait_timeout gives.
enum class WaitVerdict : uint32_t {
  kExpired = 0,  // go on behind the instruction
  kWait = 1,     // leave with the action kWait
  kFailed = 2,   // an exception is set
};

// Flags of binary segments.
inline constexpr uint32_t kBitsLittle = 2;
inline constexpr uint32_t kBitsSigned = 4;
inline constexpr uint32_t kBitsNative = 16;

// bs_create_bin: js.args holds kSegmentWords words a segment: kind | flags << 8, unit, source, size (a term; for
// strings source is an address and size a byte count, both untagged; kNoTerm for utf segments; atom `all` allowed).
enum SegmentKind : uint32_t {
  kSegmentInteger = 0,
  kSegmentFloat = 1,
  kSegmentBinary = 2,
  kSegmentAppend = 3,
  kSegmentPrivateAppend = 4,
  kSegmentString = 5,
  kSegmentUtf8 = 6,
  kSegmentUtf16 = 7,
  kSegmentUtf32 = 8,
};
inline constexpr uint32_t kSegmentWords = 4;

// A compiled module carries a custom section with this name: u32 kVersion, u32 number of entries, then one bit an entry
// (little endian, least significant bit first): set if the entry is compiled; code of the others is interpreted.
inline constexpr char kEntriesSection[] = "beamfold.entries";

}  // namespace beamfold::abi

#endif  // BEAMFOLD_RUNTIME_ABI_H_
