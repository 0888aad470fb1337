// put-entities: creates or replaces nodes, each whole.
// access: write
// params: $rows LIST<MAP> with the columns of the table Entity
// rows:   none
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
SET e.kind = row.kind, e.name = row.name, e.nameKey = row.nameKey, e.textKey = row.textKey, e.form = row.form,
  e.earliest = row.earliest, e.latest = row.latest, e.isPublic = row.isPublic,
  e.identifierLines = row.identifierLines, e.sourceLines = row.sourceLines, e.doc = row.doc
