-- Runs once, when the server's data directory is made. Roles and rights as in libs/local-infra/src/postgres/roles.ts;
-- Temporal has a role and two databases of its own.
\getenv owner_password VORONKA_OWNER_PASSWORD
\getenv app_password VORONKA_APP_PASSWORD
\getenv temporal_password TEMPORAL_PASSWORD

create role voronka_owner login nosuperuser nocreatedb nocreaterole noreplication password :'owner_password';
create role voronka_app login nosuperuser nocreatedb nocreaterole noreplication password :'app_password';
create role temporal login nosuperuser nocreatedb nocreaterole noreplication password :'temporal_password';

create database voronka owner voronka_owner;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke all on database voronka, temporal, temporal_visibility from public;
grant connect on database voronka to voronka_app;

\connect voronka
alter schema public owner to voronka_owner;
grant usage on schema public to voronka_app;
alter default privileges for role voronka_owner grant usage on schemas to voronka_app;
alter default privileges for role voronka_owner grant select, insert, update, delete on tables to voronka_app;
alter default privileges for role voronka_owner grant usage, select, update on sequences to voronka_app;

\connect temporal_visibility
alter schema public owner to temporal;
\connect temporal
alter schema public owner to temporal;
