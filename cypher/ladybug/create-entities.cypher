// create-entities: makes nodes that are not there yet.
// access: write
// params: $rows LIST<MAP> with the columns of the table Entity
// rows:   none
UNWIND $rows AS row
CREATE (:Entity {
  id: row.id, kind: row.kind, name: row.name, nameKey: row.nameKey, textKey: row.textKey, form: row.form,
  earliest: CAST(row.earliest AS INT64), latest: CAST(row.latest AS INT64), isPublic: row.isPublic,
  identifierLines: row.identifierLines, sourceLines: row.sourceLines, doc: row.doc
})
