// create-entities: makes nodes that are not there yet.
// access: write
// params: $rows LIST<MAP> with the columns of the table Entity
// rows:   none
UNWIND $rows AS row
CREATE (:Entity {id: row.id, kind: row.kind, nameKey: row.nameKey, textKey: row.textKey, doc: row.doc})
