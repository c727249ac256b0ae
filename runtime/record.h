// SPDX-License-Identifier: Apache-2.0
//
// Native records (OTP 29): values with a module, a name, and fields that have names.
//
// A record is a box of its own kind: word 1 is its *shape*, a tuple {Module, Name, IsExported, Field...}, then come the
// values, in the order of the fields. All records that an instruction makes share the shape of the definition, which
// never moves; a field is found by a look through the shape, and updates copy values only.
//
// A definition stands in the chunk Recs of its module. Other modules may make, read and update records of exported
// definitions; what counts for reading is the flag in the record itself, so records outlive their modules.

#ifndef BEAMFOLD_RUNTIME_RECORD_H_
#define BEAMFOLD_RUNTIME_RECORD_H_

#include <cstdint>
#include <span>

#include "runtime/context.h"
#include "runtime/module.h"
#include "runtime/term.h"

namespace beamfold::rt {

inline constexpr uint32_t kShapeFields = 3;  // index of the first field's name in a shape

inline bool IsRecord(Term t) { return IsBoxedTag(t, abi::kHeaderRecord); }
inline Term RecordShape(Term t) { return Pointer(t)[1]; }
inline uint32_t RecordSize(Term t) { return HeaderSize(HeaderOf(t)) - 1; }
inline Term* RecordValues(Term t) { return Pointer(t) + 2; }
inline Term RecordModule(Term t) { return TupleElement(RecordShape(t), 0); }
inline Term RecordName(Term t) { return TupleElement(RecordShape(t), 1); }
inline Term RecordExported(Term t) { return TupleElement(RecordShape(t), 2); }
inline Term* RecordFields(Term t) { return TupleElements(RecordShape(t)) + kShapeFields; }

// More than any definition can have.
inline constexpr uint32_t kMaxRecordFields = abi::kMaxArgs;
bool HasDistinctFields(std::span<const Term> shape);

// A record of that shape; its values are for the caller to write.
Term NewRecord(Context* ctx, Term shape, Term** values);

// Where the field is in a shape's fields, or -1.
int32_t FindField(Term shape, Term field);
// Its value, or kNoTerm.
Term RecordGet(Term record, Term field);

bool IsRecordOf(Term t, Term module, Term name);
// scope: external: the record is exported; auto_local: it is, or it is of the module itself.
bool IsRecordAccessible(const Module* module, Term record, Term scope);

// Opcode get_record_field: id is a name (of this module), {Module, Name} (exported) or '_' (any).
Term RecordField(Context* ctx, const Module* module, Term id, Term record, Term field);
// Opcode put_record: source [] makes a record from the definition that id names, else it is the record to update.
// pairs: field, value, ... kNoTerm: an exception is set.
Term PutRecord(Context* ctx, const Module* module, Term id, Term source, std::span<const Term> pairs);

// Opcode get_record_elements, one field: its value; kNoTerm: an exception is set.
Term GetRecordElement(Context* ctx, Term record, Term field);
// Updates or raises badfield.
Term UpdateRecordFields(Context* ctx, Term record, std::span<const Term> pairs);
Term RaiseBadrecord(Context* ctx, Term what);
Term RaiseBadfield(Context* ctx, Term shape, Term field);

// Of the module, or null.
const RecordDefinition* FindRecordDefinition(const Module* module, Term name);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_RECORD_H_
