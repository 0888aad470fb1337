// entity-dates: the instants by which nodes are sorted.
// access: read
// params: $ids LIST<STRING>
// rows:   id STRING, earliest INTEGER; one a node that is there
UNWIND $ids AS k
MATCH (e:Entity)
WHERE e.id = k
RETURN e.id AS id, e.earliest AS earliest
