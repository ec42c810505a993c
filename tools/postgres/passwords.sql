-- For psql: the passwords come from the environment of the container.
\getenv owner_password TASKWARD_OWNER_PASSWORD
\getenv app_password TASKWARD_APP_PASSWORD
ALTER ROLE taskward_owner PASSWORD :'owner_password';
ALTER ROLE taskward_app PASSWORD :'app_password';
