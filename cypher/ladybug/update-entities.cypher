// update-entities: replaces nodes that are there, each whole.
// access: write
// params: $rows LIST<MAP> with the columns of the table Entity
// rows:   none
UNWIND $rows AS row
MATCH (e:Entity)
WHERE e.id = row.id
SET e.kind = row.kind, e.nameKey = row.nameKey, e.textKey = row.textKey, e.doc = row.doc
