// update-relationships: replaces relationships that are there, each whole.
// access: write
// params: $rows LIST<MAP> with the columns of the table Relationship
// rows:   none
UNWIND $rows AS row
MATCH (r:Relationship)
WHERE r.id = row.id
SET r.link = row.link, r.doc = row.doc
