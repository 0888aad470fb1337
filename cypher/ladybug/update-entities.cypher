// update-entities: replaces nodes that are there, each whole.
// access: write
// params: $rows LIST<MAP> with the columns of the table Entity
// rows:   none
UNWIND $rows AS row
MATCH (e:Entity)
WHERE e.id = row.id
SET e.kind = row.kind, e.name = row.name, e.nameKey = row.nameKey, e.textKey = row.textKey, e.form = row.form,
  e.earliest = CAST(row.earliest AS INT64), e.latest = CAST(row.latest AS INT64), e.isPublic = row.isPublic,
  e.identifierLines = row.identifierLines, e.sourceLines = row.sourceLines, e.doc = row.doc
