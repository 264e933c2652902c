-- The stars that a contact gave with what they said last in this matter: a review, a recommendation.
alter table cases."case" add column rating smallint check (rating between 1 and 5);
