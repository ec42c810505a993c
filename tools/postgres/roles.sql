CREATE ROLE taskward_owner LOGIN;
CREATE ROLE taskward_app LOGIN;
CREATE DATABASE taskward OWNER taskward_owner;
REVOKE ALL ON DATABASE taskward, postgres, template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE taskward TO taskward_app;
