// create-edges: makes relationships of one kind that are not there yet; their ends are there.
// access: write
// params: $rows LIST<MAP> with the columns of the kind's table, srcAt and dstAt excepted
// rows:   none
UNWIND $rows AS row
MATCH (a:Entity {id: row.src})
MATCH (b:Entity {id: row.dst})
CREATE (a)-[:EDGE_KIND {
  id: row.id, src: row.src, dst: row.dst, srcAt: a.earliest, dstAt: b.earliest,
  earliest: CAST(row.earliest AS INT64), latest: CAST(row.latest AS INT64), message: row.message,
  sourceLines: row.sourceLines, doc: row.doc
}]->(b)
