-- For psql in the container of PostgreSQL: the passwords come from its secrets, without the ends of their lines.
\set owner_password `cat /run/secrets/owner_password`
\set app_password `cat /run/secrets/app_password`
ALTER ROLE taskward_owner PASSWORD :'owner_password';
ALTER ROLE taskward_app PASSWORD :'app_password';
