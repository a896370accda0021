"""The same archive on Milvus (extra `milvus`): published from an index folder, read by any number of servers."""
