-- What agents hold of what they can hold is their load; occupancy is the time in which they were active while present.
alter table console.target drop constraint target_measure_check;
alter table console.alert_rule drop constraint alert_rule_measure_check;
update console.target set measure = 'load' where measure = 'occupancy';
update console.alert_rule set measure = 'load' where measure = 'occupancy';
alter table console.target add constraint target_measure_check
  check (measure in ('waiting', 'longest_wait', 'at_risk', 'breached', 'service_level', 'load'));
alter table console.alert_rule add constraint alert_rule_measure_check
  check (measure in ('waiting', 'longest_wait', 'at_risk', 'breached', 'service_level', 'load'));
