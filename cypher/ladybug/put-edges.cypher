// put-edges: creates or replaces relationships of one kind by id; their ends are there and stay as they are.
// access: write
// params: $rows LIST<MAP> with the columns of the kind's table, srcAt and dstAt excepted
// rows:   none
UNWIND $rows AS row
MATCH (a:Entity {id: row.src}), (b:Entity {id: row.dst})
MERGE (a)-[r:EDGE_KIND {id: row.id}]->(b)
SET r.src = row.src, r.dst = row.dst, r.srcAt = a.earliest, r.dstAt = b.earliest, r.earliest = row.earliest,
  r.latest = row.latest, r.message = row.message, r.sourceLines = row.sourceLines, r.doc = row.doc
