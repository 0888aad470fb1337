// create-relationships: makes relationships that are not there yet; their ends are there.
// access: write
// params: $rows LIST<MAP> with the columns of the table Relationship
// rows:   none
UNWIND $rows AS row
CREATE (:Relationship {id: row.id, link: row.link, doc: row.doc})
