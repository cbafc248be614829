-- What a database consists of beside its data, a line each: what updating and uninstalling must leave right.
SELECT format('column %s.%s %s%s', relname, attname, format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN ' NOT NULL' END)
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
 WHERE relkind IN ('r', 'v', 'm') AND relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped;
SELECT format('constraint %s.%s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'u', 'x');
SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public';
SELECT format('sequence %s', relname) FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace;
SELECT format('function %s', proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace;
SELECT format('trigger %s', tgname) FROM pg_trigger WHERE NOT tgisinternal;
SELECT format('model %s', model) FROM ir_model;
SELECT format('field %s.%s %s', model, name, ttype) FROM ir_model_fields;
SELECT format('selection %s.%s %s', model, ir_model_fields.name, value)
  FROM ir_model_fields_selection JOIN ir_model_fields ON ir_model_fields.id = field_id;
SELECT format('constraint of %s: %s', ir_module_module.name, ir_model_constraint.name)
  FROM ir_model_constraint JOIN ir_module_module ON ir_module_module.id = module;
SELECT format('relation of %s: %s', ir_module_module.name, ir_model_relation.name)
  FROM ir_model_relation JOIN ir_module_module ON ir_module_module.id = module;
SELECT format('access %s', name) FROM ir_model_access;
SELECT format('rule %s', name) FROM ir_rule;
SELECT format('group %s', name->>'en_US') FROM res_groups;
SELECT format('privilege %s', name->>'en_US') FROM res_groups_privilege;
SELECT format('menu %s', name->>'en_US') FROM ir_ui_menu;
SELECT format('view %s %s', model, coalesce(key, name)) FROM ir_ui_view WHERE type <> 'search' OR name NOT LIKE '%seutuyp%';
SELECT format('action %s %s', type, name->>'en_US') FROM ir_actions;
SELECT format('scheduled action %s', cron_name) FROM ir_cron;
SELECT format('parameter %s', key) FROM ir_config_parameter;
SELECT format('sequence record %s', code) FROM ir_sequence;
SELECT format('mail template %s', name->>'en_US') FROM mail_template;
SELECT format('alias %s', alias_name) FROM mail_alias WHERE alias_name IS NOT NULL;
SELECT format('subtype %s', name->>'en_US') FROM mail_message_subtype;
SELECT format('activity type %s', name->>'en_US') FROM mail_activity_type;
SELECT format('asset %s', path) FROM ir_asset;
SELECT format('filter %s', model_id) FROM ir_filters;
SELECT format('default %s', field_id) FROM ir_default;
SELECT format('files of %s', res_model) FROM ir_attachment WHERE res_model LIKE 'seutuyp%' GROUP BY res_model;
SELECT format('messages of %s', model) FROM mail_message WHERE model LIKE 'seutuyp%' GROUP BY model;
SELECT format('followers of %s', res_model) FROM mail_followers WHERE res_model LIKE 'seutuyp%' GROUP BY res_model;
SELECT format('activities of %s', res_model) FROM mail_activity WHERE res_model LIKE 'seutuyp%' GROUP BY res_model;
SELECT format('name %s.%s', module, name) FROM ir_model_data
 WHERE module LIKE 'seutuyp%' OR model LIKE 'ir.%' OR model LIKE 'res.groups%' OR model LIKE 'mail.template';
SELECT format('setting %s', name) FROM ir_module_module WHERE state NOT IN ('installed', 'uninstalled', 'uninstallable');
