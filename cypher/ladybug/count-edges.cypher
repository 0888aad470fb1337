// count-edges: how many relationships of one kind there are.
// access: read
// params: none
// rows:   count INTEGER, one row
MATCH ()-[r:EDGE_KIND]->()
RETURN count(*) AS count
