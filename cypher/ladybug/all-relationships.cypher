// all-relationships: of every relationship what memory holds of it.
// access: read
// params: none
// rows:   id STRING, link STRING
MATCH (r:Relationship)
RETURN r.id AS id, r.link AS link
